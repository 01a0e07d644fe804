// An article of an invented state with one quotation, and tables of names that know its speaker.
#pragma once

#include <string>
#include <vector>

#include "schema/article.hpp"
#include "schema/names/names.hpp"
#include "schema/quote.hpp"

namespace attache::tests {

// Vardania (c:vd), the NSU (o:nsu), Ilan Marel (p:ilan-marel), foreign minister of Vardania since 2019.
const schema::Names& sample_names();

struct SampleArticle {
  // `extra` goes before the headline's words; another one makes another content.
  explicit SampleArticle(const std::string& file, const std::string& extra = "");
  schema::Article article;
  std::vector<schema::Quote> quotes;  // one: "We will not accept new conditions," Ilan Marel warned reporters
};

}  // namespace attache::tests
