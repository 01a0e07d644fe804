// Authors as pages write them, as names: without "By", without what is no author's name.
//
// A free function, safe from any thread.
#pragma once

#include <string>
#include <vector>

namespace attache::indexer::html {

// The names among `written`, each once; addresses and names of `site` are left out, "A, B and C" is three.
std::vector<std::string> author_names(const std::vector<std::string>& written, const std::vector<std::string>& sites);

}  // namespace attache::indexer::html
