// Conditions that no term says, as a part of an index query: asked for the documents only that meet what stands beside them in an AND.
//
// One per thread; Xapian runs a copy for each part of an index.
#pragma once

#include <optional>
#include <string>

#include <xapian.h>

namespace attache::query {

// Made with `new` and given to Xapian::Query after release().
class DocumentCheck : public Xapian::PostingSource {
 public:
  // `about`: how many documents may pass, for the order in which Xapian asks; nothing: all.
  explicit DocumentCheck(std::optional<Xapian::doccount> about = std::nullopt) : about_(about) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return about_ ? std::min(*about_, index_.get_doccount()) : index_.get_doccount(); }
  Xapian::doccount get_termfreq_max() const override { return index_.get_doccount(); }
  void init(const Xapian::Database& index) override;
  void next(double) override;
  void skip_to(Xapian::docid document, double) override;
  bool check(Xapian::docid document, double) override;
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  DocumentCheck* clone() const override = 0;

 protected:
  const Xapian::Database& index() const { return index_; }
  // Called with ascending documents. False for one that is not there.
  virtual bool passes(Xapian::docid document) = 0;
  std::optional<Xapian::doccount> about() const { return about_; }

 private:
  std::optional<Xapian::doccount> about_;
  Xapian::Database index_;
  Xapian::docid at_ = 0;
  Xapian::docid last_ = 0;
};

// The values of one slot, read in the order of the documents.
class SlotReader {
 public:
  SlotReader(const Xapian::Database& index, Xapian::valueno slot) : at_(index.valuestream_begin(slot)), end_(index.valuestream_end(slot)) {}
  // Empty when the document has none. Documents must be asked for in ascending order.
  std::string of(Xapian::docid document) {
    if (at_ != end_ && (!started_ || at_.get_docid() < document)) at_.skip_to(document);
    started_ = true;
    return at_ != end_ && at_.get_docid() == document ? *at_ : std::string();
  }

 private:
  Xapian::ValueIterator at_, end_;
  bool started_ = false;
};

// The check as a query without weight.
inline Xapian::Query query_of(DocumentCheck* check) { return {0.0, Xapian::Query(check->release())}; }

}  // namespace attache::query
