// One mail as articles and members: its text, the messages forwarded in it, its attachments. gmime takes it to pieces.
//
// A free function, safe from any thread.
#pragma once

#include <deque>
#include <string>

#include "indexer/readers/containers/container.hpp"

namespace attache::indexer {

// Where the message's articles come from, and what was passed over in it.
struct MessageContext {
  const std::string& file;
  const ReaderOptions& options;  // of inside()
  LeftOut& left_out;             // images, signatures, parts of types that no reader has
};

// The message's own article first: its text is the plain text, or the HTML where that is missing or a stub (a Member for the
// reader of HTML). Then messages forwarded in it, each with what is in it, and attachments, in their order, at "place, name".
// A message without a text of its own but with parts gives only these. At least one item, a Fault where there is nothing else.
std::deque<Container::Item> items_of_message(std::string bytes, const std::string& place, const MessageContext& context);

}  // namespace attache::indexer
