#include <catch2/catch.hpp>

#include <array>
#include <string>

#include "indexer/readers/outlet.hpp"
#include "schema/error.hpp"
#include "schema/names/names.hpp"

using namespace attache;
using schema::Names;

namespace {

const std::string kHeader = "id\tname\tnames\tdomains\tcountry\tagency\tsource\n";
const std::string kRows = kHeader + "m:opa\tOstrian Press Agency\tOPA|O.P.A.\topa.example|news.opa.example\t\ty\tunsourced\n"
                                    "m:halmere\tThe Halmere Post\tPost (Halmere)\thalmere.example\t\t\tunsourced\n";

std::string name_or_none(const schema::Outlet* outlet) { return outlet ? std::string(outlet->name) : "none"; }

Names with(const std::string& rows, const std::string& own = {}) {
  const std::array<Names::Table, 1> tables{{{"outlets.tsv", rows}}};
  const std::array<Names::Table, 1> owns{{{"outlets.tsv", own}}};
  return Names(tables, own.empty() ? std::span<const Names::Table>{} : owns);
}

std::string refusal(const std::string& rows, const std::string& own = {}) {
  try {
    with(rows, own);
  } catch (const schema::Error& e) {
    CHECK(e.code() == schema::ErrorCode::Usage);
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("an outlet is found by each of its names and by its hosts", "[unit][names]") {
  const Names names = with(kRows);
  for (const char* name : {"Ostrian Press Agency", "the ostrian press agency", "OPA", "opa"})
    CHECK(name_or_none(names.outlet(name)) == "Ostrian Press Agency");
  CHECK(name_or_none(names.outlet("Halmere Post")) == "The Halmere Post");
  CHECK(names.outlet("OPA")->agency);
  CHECK_FALSE(names.outlet("Halmere Post")->agency);
  CHECK(names.outlet("Herald") == nullptr);
  CHECK(names.outlet("") == nullptr);
  CHECK(name_or_none(names.outlet_of_host("WWW.Halmere.Example")) == "The Halmere Post");
  CHECK(names.outlet_of_host("nothalmere.example") == nullptr);
  CHECK(names.outlet_of_host("example") == nullptr);
  CHECK(names.outlet_of_host("") == nullptr);
}

TEST_CASE("an article has the outlet of its name, else of its address", "[unit][names]") {
  const Names names = with(kRows);
  const auto named = [&](const char* outlet, const char* url, const char* canonical = "") {
    schema::Article article;
    article.outlet = outlet;
    article.url = url;
    article.canonical_url = canonical;
    indexer::name_outlet(article, names);
    return article.outlet;
  };
  CHECK(named("O.P.A.", "") == "Ostrian Press Agency");
  CHECK(named("Evening Gull", "https://halmere.example/1") == "Evening Gull");
  CHECK(named("", "https://me:secret@www.halmere.example:8080/1?q=a@b") == "The Halmere Post");
  CHECK(named("", "https://cache.example/1", "http://opa.example/1") == "Ostrian Press Agency");
  CHECK(named("", "halmere.example/1") == "");
  CHECK(named("", "") == "");
}

TEST_CASE("outlets that contradict each other are refused, own ones win", "[unit][names]") {
  CHECK(refusal(kRows + "m:other\tOther\tOPA\t\t\t\tunsourced\n") == "outlets.tsv:4: \"OPA\" is m:opa's already");
  CHECK(refusal(kRows + "m:other\tOther\t\thalmere.example\t\t\tunsourced\n") == "outlets.tsv:4: \"halmere.example\" is m:halmere's already");
  CHECK(refusal(kHeader + "opa\tOPA\t\t\t\t\tunsourced\n") == "outlets.tsv:2: the id must begin with m:");
  CHECK(refusal(kHeader + "m:opa\tOPA\t\t\t\tyes\tunsourced\n") == "outlets.tsv:2: agency is y or nothing, not \"yes\"");
  CHECK(refusal(kHeader + "m:opa\tOPA\t\t\tc:zz\t\tunsourced\n") == "outlets.tsv:2: c:zz is no entity");
  const Names names = with(kRows, kHeader + "m:mine\tMy Agency\tOPA\topa.example\t\t\tme\n");
  CHECK(name_or_none(names.outlet("OPA")) == "My Agency");
  CHECK(name_or_none(names.outlet("Ostrian Press Agency")) == "Ostrian Press Agency");
  CHECK(name_or_none(names.outlet_of_host("news.opa.example")) == "Ostrian Press Agency");
  CHECK(name_or_none(names.outlet_of_host("opa.example")) == "My Agency");
}

TEST_CASE("the outlets of the program load and are found", "[unit][names]") {
  const Names& names = Names::builtin();
  CHECK(name_or_none(names.outlet("NYT")) == "The New York Times");
  CHECK(name_or_none(names.outlet("Agence France Presse")) == "Agence France-Presse");
  CHECK(name_or_none(names.outlet_of_host("www.bbc.co.uk")) == "BBC");
}
