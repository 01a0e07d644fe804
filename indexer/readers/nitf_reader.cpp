#include "indexer/readers/nitf_reader.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "indexer/readers/composition.hpp"
#include "indexer/readers/formats.hpp"
#include "schema/digest.hpp"
#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::BlockKind;
using schema::Fault;

void read_docdata(const xmlNode* docdata, Article& article) {
  const auto norm = [&](std::string_view name) {
    const xmlNode* date = child(docdata, name);
    const std::string value = attribute(date, "norm");
    return value.empty() ? words_in(date) : value;
  };
  fill(article.external_id, attribute(child(docdata, "doc-id"), "id-string"));
  fill(article.version, attribute(child(docdata, "du-key"), "version"));
  set_published(article, norm("date.issue"), "date.issue");
  const std::string release = norm("date.release");
  if (!release.empty() && release != norm("date.issue"))
    if (const auto moment = schema::parse_moment(release)) fill(article.embargo, moment->iso);
  set_published(article, release, "date.release");
  set_status(article, attribute(docdata, "management-status"));
}

// The publication that carried it knows best when that was.
void read_pubdata(const xmlNode* pubdata, Article& article) {
  set_published(article, attribute(pubdata, "date.publication"), "pubdata date.publication");
  fill(article.outlet, attribute(pubdata, "name"));
  fill(article.section, attribute(pubdata, "position.section"));
}

std::string byline_of(const xmlNode* head) {
  std::vector<std::string> lines;
  std::unordered_set<std::string> held;
  for (const xmlNode* node = child(head, "byline"); node; node = next_named(node))
    if (std::string words = without_by(words_in(node)); !words.empty() && held.insert(words).second) lines.push_back(std::move(words));
  return schema::joined(lines, "; ");
}

void read_dateline_element(const xmlNode* head, Article& article, std::vector<Passage>& passages) {
  const std::string line = words_in(child(head, "dateline"));
  if (line.empty()) return;
  const std::string location = words_in(child_at(head, {"dateline", "location"}));
  fill(article.dateline, location.empty() ? place_of_dateline(line) : location);
  passages.push_back({BlockKind::Dateline, line});
}

void append(std::vector<Passage>& to, std::vector<Passage> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// Some archives give the first paragraph twice: as a block of its own and in the block of the whole text.
std::vector<Passage> read_content(const xmlNode* content) {
  const xmlNode* full = nullptr;
  for (const xmlNode* block = child(content, "block"); block; block = next_named(block))
    if (attribute(block, "class") == "full_text") full = block;
  return passages_of_xml(full ? full : content);
}

}  // namespace

std::vector<Passage> read_nitf(const xmlNode* nitf, Article& article) {
  std::vector<Passage> passages;
  const xmlNode* head = child(nitf, "head");
  const xmlNode* body_head = child_at(nitf, {"body", "body.head"});
  for (const xmlNode* pubdata = child(head, "pubdata"); pubdata; pubdata = next_named(pubdata)) read_pubdata(pubdata, article);
  read_docdata(child(head, "docdata"), article);
  fill(article.language, schema::language_tag(attribute(nitf, "lang")));
  const xmlNode* hedline = child(body_head, "hedline");
  fill(article.title, words_in(child(hedline, "hl1")));
  fill(article.title, words_in(child(head, "title")));
  fill(article.byline, byline_of(body_head));
  fill(article.outlet, words_in(child(body_head, "distributor")));
  std::vector<Passage> abstract = passages_of_xml(child(body_head, "abstract"));
  const std::string second = words_in(child(hedline, "hl2"));
  if (abstract.size() == 1)
    fill(article.standfirst, std::exchange(abstract, {}).front().text);
  else if (abstract.empty())
    fill(article.standfirst, second);
  for (const xmlNode* line = child(hedline, "hl2"); line; line = next_named(line))
    passages.push_back({BlockKind::Headline, words_in(line)});
  append(passages, std::move(abstract));
  read_dateline_element(body_head, article, passages);
  append(passages, read_content(child_at(nitf, {"body", "body.content"})));
  for (Passage& passage : passages_of_xml(child_at(nitf, {"body", "body.end", "tagline"})))
    passages.push_back({BlockKind::Credit, std::move(passage.text)});
  std::erase_if(passages, [](const Passage& passage) { return passage.text.empty(); });
  return passages;
}

Opened open_nitf(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_file(source, options);
  if (!bytes) return bytes.error();
  auto document = parse_xml(*bytes);
  if (!document) return document.error();
  const xmlNode* nitf = is_named(document->root(), "nitf") ? document->root() : descendant(document->root(), "nitf");
  if (!nitf) return Fault{"no <nitf> element", {}};
  Article article;
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  article.replaced_bytes = document->replaced_bytes;
  std::vector<Passage> passages = read_nitf(nitf, article);
  auto composed = compose(std::move(article), std::move(passages), options);
  if (!composed) return composed.error();
  return one_article(std::move(*composed));
}

}  // namespace attache::indexer
