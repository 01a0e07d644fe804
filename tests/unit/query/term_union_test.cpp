#include <catch2/catch.hpp>
#include <random>
#include <set>

#include <fmt/format.h>

#include "query/search/term_union.hpp"

using namespace attache::query;
using XQuery = Xapian::Query;

namespace {

constexpr std::size_t kTerms = 200;
constexpr std::size_t kDocuments = 300;

std::string term(std::size_t i) { return fmt::format("t{}", i); }

// Documents of some terms each, in one part or in several; not all numbers up to the last have one.
struct ManyTerms {
  explicit ManyTerms(std::size_t parts) {
    std::vector<Xapian::WritableDatabase> databases;
    for (std::size_t i = 0; i < parts; ++i) databases.emplace_back("", Xapian::DB_BACKEND_INMEMORY);
    std::mt19937 random(3);
    for (std::size_t i = 0; i < kDocuments; ++i) {
      Xapian::Document document;
      auto& of_document = has.emplace_back();
      for (std::size_t n = random() % 4; n > 0; --n) document.add_boolean_term(term(*of_document.insert(random() % kTerms).first));
      document.add_value(0, std::to_string(i));
      databases[i % parts].add_document(document);
      if (random() % 5 == 0) databases[i % parts].delete_document(databases[i % parts].add_document(Xapian::Document()));
    }
    for (auto& database : databases) index.add_database(database);
  }

  std::set<std::size_t> found(const XQuery& query) const {
    Xapian::Enquire enquire(index);
    enquire.set_query(query);
    const auto matches = enquire.get_mset(0, index.get_doccount());
    CHECK(matches.size() == enquire.get_mset(0, 0, index.get_doccount()).get_matches_estimated());
    std::set<std::size_t> out;
    for (auto at = matches.begin(); at != matches.end(); ++at) out.insert(std::stoul(at.get_document().get_value(0)));
    return out;
  }
  template <class Meant>
  std::set<std::size_t> expected(const Meant& meant) const {
    std::set<std::size_t> out;
    for (std::size_t i = 0; i < has.size(); ++i)
      if (meant(has[i])) out.insert(i);
    return out;
  }

  Xapian::Database index;
  std::vector<std::set<std::size_t>> has;
};

bool has_below(const std::set<std::size_t>& terms, std::size_t end) { return !terms.empty() && *terms.begin() < end; }

}  // namespace

TEST_CASE("documents of any of many terms are found alone and within other queries", "[unit][query][search]") {
  for (const std::size_t parts : {1, 3})
    for (const std::size_t count : {0, 1, 20, 64, 65, 150}) {
      CAPTURE(parts, count);
      const ManyTerms many(parts);
      std::vector<UnionTerm> terms{{"none has it"}};
      terms.resize(count == 0 ? 0 : 1);
      for (std::size_t i = 0; i < count; ++i) terms.push_back({term(i)});
      const XQuery any = union_of(terms);
      const XQuery other(term(7));
      CHECK(many.found(any) == many.expected([&](const auto& has) { return has_below(has, count); }));
      if (count == 0) continue;
      CHECK(many.found({XQuery::OP_AND, any, other}) == many.expected([&](const auto& has) { return has_below(has, count) && has.contains(7); }));
      CHECK(many.found({XQuery::OP_OR, any, other}) == many.expected([&](const auto& has) { return has_below(has, count) || has.contains(7); }));
      CHECK(many.found({XQuery::OP_AND_NOT, any, other}) == many.expected([&](const auto& has) { return has_below(has, count) && !has.contains(7); }));
      CHECK(many.found({XQuery::OP_AND_NOT, XQuery::MatchAll, any}) == many.expected([&](const auto& has) { return !has_below(has, count); }));
      CHECK(many.found({XQuery::OP_AND_NOT, other, any}) == many.expected([&](const auto& has) { return has.contains(7) && !has_below(has, count); }));
      CHECK(many.found({XQuery::OP_FILTER, other, any}) == many.expected([&](const auto& has) { return has_below(has, count) && has.contains(7); }));
    }
}

TEST_CASE("a term of many may count only without others", "[unit][query][search]") {
  const ManyTerms many(2);
  for (const std::size_t more : {0, 100}) {
    CAPTURE(more);
    std::vector<UnionTerm> terms{{term(150), {term(151), term(152)}}, {term(153)}};
    for (std::size_t i = 0; i < more; ++i) terms.push_back({term(i)});
    CHECK(many.found(union_of(terms)) == many.expected([&](const auto& has) {
      return has_below(has, more) || has.contains(153) || (has.contains(150) && !has.contains(151) && !has.contains(152));
    }));
  }
}
