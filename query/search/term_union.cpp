#include "query/search/term_union.hpp"

#include <bit>
#include <cstdint>
#include <memory>
#include <utility>

namespace attache::query {
namespace {

using XQuery = Xapian::Query;

constexpr std::size_t kMostInTree = 64;

// A set of documents, numbered from 1.
class DocumentSet {
 public:
  explicit DocumentSet(Xapian::docid last = 0) : words_(last / kBits + 1) {}

  void insert(Xapian::docid document) { words_[document / kBits] |= bit(document); }
  bool contains(Xapian::docid document) const { return (words_[document / kBits] & bit(document)) != 0; }
  // The first one that is `from` or behind; 0 when there is none.
  Xapian::docid first(Xapian::docid from) const {
    std::size_t at = from / kBits;
    if (at >= words_.size()) return 0;
    std::uint64_t word = words_[at] & ~(bit(from) - 1);
    while (word == 0 && ++at < words_.size()) word = words_[at];
    return word == 0 ? 0 : static_cast<Xapian::docid>(at * kBits) + static_cast<Xapian::docid>(std::countr_zero(word));
  }
  Xapian::doccount size() const {
    Xapian::doccount out = 0;
    for (const std::uint64_t word : words_) out += static_cast<Xapian::doccount>(std::popcount(word));
    return out;
  }

 private:
  static constexpr std::size_t kBits = 64;
  static std::uint64_t bit(Xapian::docid document) { return std::uint64_t{1} << (document % kBits); }

  std::vector<std::uint64_t> words_;
};

template <class Visit>
void each_document(const Xapian::Database& index, const std::string& term, Visit&& visit) {
  for (auto at = index.postlist_begin(term), end = index.postlist_end(term); at != end; ++at) visit(*at);
}

class UnionSource : public Xapian::PostingSource {
 public:
  explicit UnionSource(std::shared_ptr<const std::vector<UnionTerm>> terms) : terms_(std::move(terms)) {}

  void init(const Xapian::Database& index) override {
    const Xapian::docid last = index.get_lastdocid();
    last_ = last;
    documents_ = DocumentSet(last);
    for (const auto& [term, unless] : *terms_) {
      if (unless.empty()) {
        each_document(index, term, [&](Xapian::docid document) { documents_.insert(document); });
        continue;
      }
      DocumentSet out(last);
      for (const auto& other : unless) each_document(index, other, [&](Xapian::docid document) { out.insert(document); });
      each_document(index, term, [&](Xapian::docid document) {
        if (!out.contains(document)) documents_.insert(document);
      });
    }
    count_ = documents_.size();
    at_ = 0;
  }
  Xapian::doccount get_termfreq_min() const override { return count_; }
  Xapian::doccount get_termfreq_est() const override { return count_; }
  Xapian::doccount get_termfreq_max() const override { return count_; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid document, double) override {
    if (document > at_) move_to(document);
  }
  bool check(Xapian::docid document, double) override {
    at_ = document;
    return documents_.contains(document);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  UnionSource* clone() const override { return new UnionSource(terms_); }
  std::string get_description() const override { return "any of " + std::to_string(terms_->size()) + " terms"; }

 private:
  void move_to(Xapian::docid from) {
    const Xapian::docid found = documents_.first(from);
    at_ = found == 0 ? last_ + 1 : found;
  }

  std::shared_ptr<const std::vector<UnionTerm>> terms_;
  DocumentSet documents_;  // of the part that is searched
  Xapian::doccount count_ = 0;
  Xapian::docid at_ = 0, last_ = 0;
};

XQuery tree_of(const std::vector<UnionTerm>& terms) {
  std::vector<XQuery> any;
  for (const auto& [term, unless] : terms) {
    const XQuery of_term(term);
    any.push_back(unless.empty() ? of_term : XQuery(XQuery::OP_AND_NOT, of_term, XQuery(XQuery::OP_OR, unless.begin(), unless.end())));
  }
  return XQuery(XQuery::OP_OR, any.begin(), any.end());
}

}  // namespace

Xapian::Query union_of(std::vector<UnionTerm> terms) {
  std::size_t count = 0;
  for (const auto& [term, unless] : terms) count += 1 + unless.size();
  if (count <= kMostInTree) return {0.0, tree_of(terms)};
  return {0.0, XQuery((new UnionSource(std::make_shared<const std::vector<UnionTerm>>(std::move(terms))))->release())};
}

}  // namespace attache::query
