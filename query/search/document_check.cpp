#include "query/search/document_check.hpp"

namespace attache::query {

void DocumentCheck::init(const Xapian::Database& index) {
  index_ = index;
  at_ = 0;
  last_ = index.get_lastdocid();
}

void DocumentCheck::next(double) {
  do ++at_;
  while (at_ <= last_ && !passes(at_));
}

void DocumentCheck::skip_to(Xapian::docid document, double) {
  if (document <= at_) return;
  at_ = document - 1;
  next(0);
}

bool DocumentCheck::check(Xapian::docid document, double) {
  at_ = document;
  return passes(document);
}

}  // namespace attache::query
