#include <catch2/catch.hpp>

#include <array>
#include <string>

#include "indexer/readers/agency.hpp"
#include "indexer/readers/layout.hpp"

using namespace attache;
using indexer::name_agency;

namespace {

const schema::Names& outlets() {
  static const std::array<schema::Names::Table, 1> tables{
      {{"outlets.tsv", "id\tname\tnames\tdomains\tcountry\tagency\tsource\n"
                       "m:opa\tOstrian Press Agency\tOPA\topa.example\t\ty\tunsourced\n"
                       "m:sna\tSalvane News\tSNA\tsna.example\t\ty\tunsourced\n"
                       "m:halmere\tThe Halmere Post\t\thalmere.example\t\t\tunsourced\n"}}};
  static const schema::Names names(tables);
  return names;
}

std::string agency_of(schema::Article article, const std::string& outlet = "The Halmere Post") {
  article.outlet = outlet;
  name_agency(article, outlets());
  return article.agency;
}

// A page with this text below its headline.
std::string agency_in(const std::string& body, const std::string& outlet = "The Halmere Post") {
  schema::Article article;
  article.text = "Ferries stop in the straits\n\n" + body + "\n";
  lay_out(article, {0, static_cast<std::uint32_t>(article.text.size())}, indexer::Extent::Page);
  return agency_of(article, outlet);
}

const std::string kStory = "The ferries will not run before Monday, the ministry of transport of Dorrin said.";

}  // namespace

TEST_CASE("an agency is credited in dateline, byline or behind the text", "[unit][readers]") {
  for (const std::string& body :
       {"ORLAND (OPA) - " + kStory, "By Anna Tolk, OPA\n\n" + kStory, "By Ostrian Press Agency\n\n" + kStory, kStory + "\n\n(OPA)", kStory + "\n\n- OPA",
        kStory + " (OPA)", kStory + " - Ostrian Press Agency", kStory + "\n\nwith OPA material", kStory + "\n\n(With inputs from OPA)",
        kStory + " (with additional reporting by OPA)", kStory + "\n\nSource: OPA", kStory + "\n\nOPA/SNA"}) {
    CAPTURE(body);
    CHECK(agency_in(body) == "Ostrian Press Agency");
  }
}

TEST_CASE("what is no credit of the text names no agency", "[unit][readers]") {
  for (const std::string& body :
       {kStory, "By Anna Tolk\n\n" + kStory, "Photo: OPA\n\n" + kStory, kStory + "\n\nPhoto: OPA", "OPA said that " + kStory,
        kStory + " The minister told OPA.", "ORLAND (Halmere) - " + kStory, kStory + " (SND)", "By Anna Tolk, The Halmere Post\n\n" + kStory}) {
    CAPTURE(body);
    CHECK(agency_in(body).empty());
  }
}

TEST_CASE("an agency's own story credits nobody", "[unit][readers]") {
  CHECK(agency_in("ORLAND (OPA) - " + kStory, "OPA").empty());
  CHECK(agency_in("ORLAND (OPA) - " + kStory, "Salvane News") == "Ostrian Press Agency");
  CHECK(agency_in("ORLAND (OPA) - " + kStory, "") == "Ostrian Press Agency");
}

TEST_CASE("a byline of the metadata is a credit too", "[unit][readers]") {
  schema::Article article;
  for (const char* byline : {"OPA", "Anna Tolk | OPA", "Anna Tolk and OPA", "Post staff with OPA", "Anna Tolk (OPA)", "Anna Tolk for OPA"}) {
    article.byline = byline;
    CAPTURE(byline);
    CHECK(agency_of(article) == "Ostrian Press Agency");
  }
  article.byline = "Anna Tolk in Orland";
  CHECK(agency_of(article).empty());
}
