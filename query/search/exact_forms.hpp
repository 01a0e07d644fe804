// The words of articles in their exact forms: which there are, and the articles that have one. The index says it by terms of two kinds
// (schema/exact_forms.hpp).
//
// Belongs to one thread, and into ArchiveReader::read. Words are folded UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "schema/stemmer.hpp"

namespace attache::query {

class ExactForms {
 public:
  // `index` must outlive it.
  explicit ExactForms(const Xapian::Database& index) : index_(index) {}

  // As forms_of_shape() and forms_near() of vocabulary.hpp, in order. Stems that are no words ("happi"), and usual forms that no article
  // has, may be among them. Nothing when there are more than kMostForms, of the stems that are usual forms or of the forms that have terms.
  std::optional<std::vector<std::string>> of_shape(std::string_view pattern) const;
  std::optional<std::vector<std::string>> near(std::string_view word, std::size_t most) const;

  // The forms nearest to one that no article has: as few letters apart as any, most articles first; at most three. Two letters apart at most,
  // one for words under six letters; empty for words under three.
  std::vector<std::string> nearest(std::string_view word) const;

  // The articles that have one of the forms, without weights. Quotations may be among them.
  Xapian::Query articles_with(const std::vector<std::string>& forms) const;

 private:
  bool is_usual(std::string_view form) const;
  Xapian::doccount articles(const std::string& form) const;

  const Xapian::Database& index_;
  schema::Stemmer stemmer_{schema::Stemming::English};
};

}  // namespace attache::query
