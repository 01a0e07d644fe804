// Standard output, checked: data that could not be written is an error, a closed pipe is not.
#pragma once

#include <string_view>

namespace attache::indexer {

// False when nobody reads any more (| head) or a signal came while waiting for a reader: stop, quietly. Throws
// schema::Error(Output) for other failures.
bool write_output(std::string_view text);
// The same for what is buffered; call it last.
bool finish_output();

}  // namespace attache::indexer
