// The languages that an archive's articles are in, as far as their words are stemmed in different ways.
//
// A Languages belongs to one thread (it holds stemmers).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "schema/archive_reader.hpp"
#include "schema/fields.hpp"
#include "schema/stemmer.hpp"

namespace attache::query {

class Languages {
 public:
  // Documents whose words are stemmed alike.
  struct Group {
    schema::Stemming stemming = schema::Stemming::English;
    std::vector<std::string> languages;  // as their terms have them; "" for documents that have none
    Xapian::Database parts;              // of the index, that have documents of the group
  };

  // Of what the view is of. Belongs into ArchiveReader::read.
  explicit Languages(const schema::IndexView& view);
  // Without an index: no group has parts. `languages`: as IndexView::languages.
  explicit Languages(const std::vector<std::string>& languages);

  // Each document is of one of them. One at least: English for an archive without documents.
  const std::vector<Group>& groups() const { return groups_; }

  const schema::Stemmer& stemmer(schema::Stemming stemming) const;
  // For the words of an article in that language (Article::language), and of its quotations.
  const schema::Stemmer& stemmer_of(std::string_view language) const;

  // The terms that a word has in the documents of each group, in the order of groups(). Of fields whose words are not stemmed one.
  std::vector<std::string> terms(schema::FieldId field, const std::string& folded_word) const;
  // Documents that have the word in some form, each by the rules of its own language.
  Xapian::Query any_form(schema::FieldId field, const std::string& folded_word) const;

  // "English: not known, en; French: fr; no language: pl, zh", for people; empty where there is one group.
  std::string to_text() const;

 private:
  std::vector<Group> groups_;
  mutable std::map<schema::Stemming, schema::Stemmer> stemmers_;  // those that were asked for
};

}  // namespace attache::query
