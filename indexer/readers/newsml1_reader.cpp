// NewsML 1.x: one <NewsItem> of it.
#include "indexer/readers/composition.hpp"
#include "indexer/readers/newsml_reader.hpp"
#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::indexer {

using schema::Article;
using schema::BlockKind;
using schema::Fault;

namespace {

// The value that NewsML 1 puts into FormalName, HREF or the element itself.
std::string formal_name(const xmlNode* node) {
  const std::string name = attribute(node, "FormalName");
  return name.empty() ? words_in(node) : name;
}

void read_identification(const xmlNode* item, Article& article) {
  const xmlNode* identifier = child_at(item, {"Identification", "NewsIdentifier"});
  fill(article.external_id, words_in(child(identifier, "PublicIdentifier")));
  fill(article.external_id, words_in(child(identifier, "NewsItemId")));
  fill(article.version, words_in(child(identifier, "RevisionId")));
  fill(article.outlet, words_in(child(identifier, "ProviderId")));
  const xmlNode* management = child(item, "NewsManagement");
  set_published(article, words_in(child(management, "FirstCreated")), "FirstCreated");
  set_updated(article, words_in(child(management, "ThisRevisionCreated")));
  set_status(article, formal_name(child(management, "Status")));
  set_status(article, attribute(child(management, "Status"), "FormalName"));
  if (schema::fold(formal_name(child(management, "Status"))) == "embargoed") {
    const auto until = schema::parse_moment(words_in(descendant(child(management, "StatusWillChange"), "DateAndTime")));
    if (until) fill(article.embargo, until->iso);
  }
}

// Components nest: the first that has a line gives it.
void read_component(const xmlNode* component, Article& article) {
  const xmlNode* lines = descendant(component, "NewsLines");
  fill(article.title, words_in(child(lines, "HeadLine")));
  fill(article.standfirst, words_in(child(lines, "SubHeadLine")));
  fill(article.byline, without_by(words_in(child(lines, "ByLine"))));
  if (const std::string dateline = words_in(child(lines, "DateLine")); !dateline.empty())
    fill(article.dateline, place_of_dateline(dateline));
  fill(article.outlet, words_in(child(lines, "CreditLine")));
  fill(article.language, schema::language_tag(attribute(descendant(component, "Language"), "FormalName")));
}

}  // namespace

schema::Result<Article> article_of_newsml1(const xmlNode* item, Article article, const ReaderOptions& options) {
  read_identification(item, article);
  const xmlNode* component = child(item, "NewsComponent");
  read_component(component, article);
  std::vector<Passage> passages;
  std::string instead;
  for (const xmlNode* node = next_within(component, component); node; node = next_within(component, node)) {
    if (!is_named(node, "DataContent")) continue;
    for (Passage& passage : passages_inside(node, article, instead)) passages.push_back(std::move(passage));
  }
  if (passages.empty()) {
    const std::string media = formal_name(descendant(component, "MediaType"));
    if (!media.empty() && schema::fold(media) != "text") return Fault{"an item of " + media + ", no text", article.provenance.place, true};
    if (article.title.empty()) return Fault{"an item without a title and a text", article.provenance.place};
  }
  return compose(std::move(article), std::move(passages), options);
}

}  // namespace attache::indexer
