#include <catch2/catch.hpp>

#include <string>

#include "query/parse/question.hpp"
#include "tests/unit/query/small_names.hpp"

using namespace attache;

namespace {

const auto kToday = *schema::make_date(2022, 6, 1);

bool has_outlet(std::string_view name) { return name == "Orme Post" || name == "Kommersant" || name == "kommersant"; }

// The query on one line, or its fault.
std::string read(std::string_view question) {
  const auto query = query::parse_question(question, test::small_names(), kToday, has_outlet);
  if (!query) return query.error().place + ": " + query.error().reason;
  auto text = query::to_text(*query);
  text.pop_back();
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) text.replace(at, 1, "; ");
  return text;
}

struct Case {
  const char* question;
  const char* read;
};

const Case kQuestions[] = {
    {"quotes by Lavrov or Blinken about Iran but not Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; about: Iran [c:ir]; not about: Nato [o:nato]"},
    {"quotes by Lavrov about Nato and Ukraine",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: Nato and Ukraine [all of o:nato + c:ua]"},
    {"quotes by Lavrov about Iran or fish",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: Iran [c:ir] or fish [all of fish]"},
    {"quotes by Lavrov about talks with Russia or Ukraine",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: talks with Russia [all of talks + c:ru] or talks with Ukraine [all of talks + c:ua]; "
     "note: \"talks with Russia or Ukraine\" read as \"talks with Russia\" or \"talks with Ukraine\""},
    {"quotes by Lavrov about talks with Russia and Ukraine",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: talks with Russia and Ukraine [all of talks + c:ru + c:ua]"},
    {"quotes about Mirela Tash and Danilo Reth",
     "form: quotes by … about …; "
     "about: Mirela Tash [name mirela tash] [all of mirela + tash] and Danilo Reth [name danilo reth] [all of danilo + reth]"},
    {"quotes about the alliance, Iran or the dam",
     "form: quotes by … about …; about: alliance [o:nato] [all of alliance] or Iran [c:ir] or dam [all of dam]; "
     "note: \"alliance\" read as Nato too"},
    {"quotes about the alliance and fish",
     "form: quotes by … about …; about: alliance [o:nato] [all of alliance] and fish [all of fish]; "
     "note: \"alliance\" read as Nato too"},
    {"quotes by Lavrov not about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; not about: Nato [o:nato]"},
    {"quotes by Lavrov about Nato but not about Ukraine",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "not about: Ukraine [c:ua]"},
    {"quotes about Iran except by Lavrov",
     "form: quotes by … about …; not by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]"},
    {"quotes by Russian officials but not Lavrov about Nato",
     "form: quotes by … about …; by: Russian officials [officials of c:ru]; "
     "not by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"quotes by anyone but Lavrov about Nato",
     "form: quotes by … about …; not by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"quotes by anyone other than Lavrov about Nato",
     "form: quotes by … about …; not by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"quotes about Nato, not Ukraine",
     "form: quotes by … about …; about: Nato [o:nato]; not about: Ukraine [c:ua]"},
    {"quotes by Lavrov about Nato excluding Iran",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "not about: Iran [c:ir]"},
    {"by any Nato official",
     "form: quotes by … about …; by: Nato official [officials of o:nato]"},
    {"quotes by all Russian officials about Nato",
     "form: quotes by … about …; by: all Russian officials [officials of c:ru]; about: Nato [o:nato]"},
    {"quotes by every official of Ukraine",
     "form: quotes by … about …; by: every official of Ukraine [officials of c:ua]"},
    {"quotes by all Ostrian officials",
     "form: quotes by … about …; by: all Ostrian officials [officials of n:ostrian]"},
    {"quotes by officials of Ostria about the dam",
     "form: quotes by … about …; by: officials of Ostria [officials of n:ostria]; about: dam [all of dam]"},
    {"quotes by western officials",
     "form: quotes by … about …; by: western officials [name western officials] [described western + officials]"},
    {"quotes by anyone from the Kremlin about Nato",
     "form: quotes by … about …; by: Kremlin [c:ru] [name kremlin]; by: officials of Kremlin [officials of c:ru]; "
     "about: Nato [o:nato]"},
    {"what did anyone at the White House say about Iran",
     "form: what did … say about …; by: White House [c:us] [name white house]; "
     "by: officials of White House [officials of c:us]; about: Iran [c:ir]"},
    {"quotes by people from Salvane",
     "form: quotes by … about …; by: Salvane [name salvane] [described salvane]; "
     "by: officials of Salvane [officials of n:salvane]"},
    {"quotes by Lavrov and Blinken about each other",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; about: each other"},
    {"what did Lavrov and Blinken say about each other",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; about: each other"},
    {"what did Lavrov and Blinken tell each other about Iran",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; about: Iran [c:ir]; to: each other"},
    {"what did Lavrov and Blinken say to each other",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; to: each other"},
    {"what did Lavrov say about each other",
     "column 37: \"each other\" wants two speakers or more: by A and B"},
    {"what did Lavrov say about Nato to Blinken",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "to: Blinken [p:antony-blinken] [name blinken]; note: \"to Blinken\" read as the addressee"},
    {"what did Lavrov say about Iran to the Security Council",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; "
     "to: Security Council [name security council] [described security + council]; "
     "note: \"to the Security Council\" read as the addressee"},
    {"what did Lavrov tell the Security Council about Iran",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; "
     "to: Security Council [name security council] [described security + council]"},
    {"what did Lavrov say to parliament",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "to: parliament [name parliament] [described parliament]"},
    {"what did Lavrov say about exports to the EU",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: exports to the EU [all of exports + o:eu]; note: \"to the EU\" read as part of the subject; "
     "--to \"the EU\" asks for what was said to it"},
    {"what did Lavrov say about Nato in Kommersant",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "outlet: Kommersant; note: \"in Kommersant\" read as who published it"},
    {"quotes by Lavrov in Kommersant about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "outlet: Kommersant; note: \"in Kommersant\" read as who published it"},
    {"quotes by Lavrov in kommersant",
     "column 21: \"kommersant\" is no date; "
     "write 2021, December 2021, 2021-12-02 or yesterday, or outlet:\"NAME\" for who published it"},
    {"quotes about Nato in the Orme Post or Kommersant",
     "form: quotes by … about …; about: Nato [o:nato]; outlet: Orme Post; outlet: Kommersant; "
     "note: \"in the Orme Post or Kommersant\" read as who published it"},
    {"what did Lavrov say in Stockholm about Nato",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "place: \"stockholm\" [named in the article]; note: \"in Stockholm\" read as a place that the article names; "
     "outlet:\"Stockholm\" asks for a publisher"},
    {"quotes by Lavrov about Nato in Stockholm",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "place: \"stockholm\" [named in the article]; note: \"in Stockholm\" read as a place that the article names; "
     "outlet:\"Stockholm\" asks for a publisher"},
    {"what did lavrov say in stockholm",
     "form: what did … say about …; by: lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: in stockholm [all of stockholm]; note: \"in stockholm\" read as what it was about"},
    {"what did Dorrin say about the war in Sarn Valley",
     "form: what did … say about …; by: Dorrin [name dorrin] [described dorrin]; "
     "about: war in Sarn Valley [all of war + sarn + valley]"},
    {"quotes by Lavrov on Telegram",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; setting: telegram; "
     "note: \"on Telegram\" read as where it was said, by the words around it"},
    {"quotes by Lavrov about Nato on state television",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "setting: state television; note: \"on state television\" read as where it was said, by the words around it"},
    {"quotes about the ban on Telegram",
     "form: quotes by … about …; about: ban on Telegram [all of ban + telegram]"},
    {"what did Dorrin say in an interview about the dam",
     "form: what did … say about …; by: Dorrin [name dorrin] [described dorrin]; about: dam [all of dam]; "
     "setting: interview; note: \"in an interview\" read as where it was said, by the words around it"},
    {"Lavrov on Telegram",
     "form: … on …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Telegram [name telegram] [all of telegram]"},
    {"denials by Lavrov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; act: denies"},
    {"every denial by Moscow about Ukraine",
     "form: quotes by … about …; by: Moscow [c:ru] [name moscow]; about: Ukraine [c:ua]; act: denies"},
    {"warnings by Lavrov about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; act: warns"},
    {"threats by Russia against Ukraine",
     "form: quotes by … about …; by: Russia [c:ru] [name russia]; target: Ukraine [c:ua]; act: threatens"},
    {"promises by Dorrin",
     "form: quotes by … about …; by: Dorrin [name dorrin] [described dorrin]; act: promises"},
    {"accusations by Moscow against Kiev of sabotage",
     "form: quotes by … about …; by: Moscow [c:ru] [name moscow]; about: sabotage [all of sabotage]; "
     "target: Kiev [c:ua]; act: accuses"},
    {"accusations against Kiev",
     "form: quotes by … about …; target: Kiev [c:ua]; act: accuses"},
    {"praise by Blinken for Zelensky",
     "form: quotes by … about …; by: Blinken [p:antony-blinken] [name blinken]; "
     "about: Zelensky [p:volodymyr-zelensky] [name zelensky]; act: praises"},
    {"denials of sabotage by Ukraine",
     "form: quotes by … about …; by: Ukraine [c:ua] [name ukraine]; about: sabotage [all of sabotage]; act: denies"},
    {"denials of Moscow",
     "form: quotes by … about …; by: Moscow [c:ru] [name moscow]; act: denies"},
    {"warnings",
     "form: words; about: warnings [all of warnings]"},
    {"Lavrov's denials",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; act: denies"},
    {"Lavrov's warnings about Nato",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; act: warns"},
    {"Russian threats",
     "form: words; about: Russian threats [all of c:ru + threats]; "
     "note: no form of question known: read as words that all stand in the quotation (`attache-query search` searches whole articles)"},
    {"quotes by Lavrov before 2022",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; until: 2021-12-31"},
    {"quotes by Lavrov after March 2014 about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2014-04-01"},
    {"quotes by Lavrov about Nato after March 2014 to Blinken",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "to: Blinken [p:antony-blinken] [name blinken]; since: 2014-04-01; note: \"to Blinken\" read as the addressee"},
    {"quotes by Lavrov between 2001 and 2003",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; since: 2001-01-01; until: 2003-12-31"},
    {"quotes by Lavrov in the 1990s about Iran",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; since: 1990-01-01; "
     "until: 1999-12-31"},
    {"quotes by Lavrov last week about Iran",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; since: 2022-05-23; "
     "until: 2022-05-29"},
    {"what did Lavrov say last week",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; since: 2022-05-23; "
     "until: 2022-05-29"},
    {"quotes by Lavrov in the last 3 months",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; since: 2022-03-01; until: 2022-06-01"},
    {"quotes by Lavrov over the past year",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; since: 2021-06-01; until: 2022-06-01"},
    {"who first said that the dam was full",
     "form: who said …; about: dam was full [most of dam + full]; pick: first"},
    {"who last mentioned Iran",
     "form: who said …; about: Iran [c:ir]; pick: last"},
    {"who was the first to mention Iran",
     "form: who said …; about: Iran [c:ir]; pick: first"},
    {"who first said \"red line\"",
     "form: who said …; about: red line [most of \"red line\"]; pick: first"},
    {"when did Lavrov first say \"red line\"",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: red line [most of \"red line\"]; "
     "pick: first"},
    {"when did Lavrov last mention Iran",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; pick: last"},
    {"how often did Lavrov mention Nato",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; count: asked for"},
    {"how often has Lavrov spoken about Nato since 2021",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; since: 2021-01-01; "
     "count: asked for"},
    {"how many times did Lavrov speak about Iran",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; count: asked for"},
    {"how often was Lavrov quoted on Iran",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; count: asked for"},
    {"how many quotes by Lavrov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; count: asked for"},
    {"how many denials by Lavrov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; act: denies; count: asked for"},
    {"how many quotes are there by Lavrov about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "count: asked for"},
    {"who said \"red line\"",
     "form: who said …; about: red line [most of \"red line\"]"},
    {"who said “red line”?",
     "form: who said …; about: red line [most of \"red line\"]"},
    {"latest quote by Lavrov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; pick: last"},
    {"the most recent quotes by Lavrov about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; pick: last"},
    {"first quote by Lavrov about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; pick: first"},
    {"Lavrov's latest remarks on Nato",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; pick: last"},
    {"the last thing Lavrov said about Nato",
     "form: … said …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; pick: last"},
    {"everything Lavrov has said",
     "form: … said …; by: Lavrov [p:sergey-lavrov] [name lavrov]"},
    {"everything that Lavrov has ever said about Nato",
     "form: … said …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"Lavrov's view of Nato",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"Lavrov’s views on Nato",
     "form: quotes by … about …; by: Lavrov’s [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"Lavrov's comments on Nato",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"the position of Russia on Iran",
     "form: quotes by … about …; by: Russia [c:ru] [name russia]; about: Iran [c:ir]"},
    {"the view of Lavrov on Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"reaction of Lavrov to the sanctions",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: sanctions [all of sanctions]"},
    {"Lavrov's reaction to the sanctions",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; about: sanctions [all of sanctions]"},
    {"reactions to the sanctions",
     "form: quotes by … about …; about: sanctions [all of sanctions]"},
    {"reactions by Moscow to the sanctions",
     "form: quotes by … about …; by: Moscow [c:ru] [name moscow]; about: sanctions [all of sanctions]"},
    {"reactions to the sanctions by Moscow",
     "form: quotes by … about …; by: Moscow [c:ru] [name moscow]; about: sanctions [all of sanctions]"},
    {"what is Lavrov's view of Nato",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"what was the reaction of Moscow to the sanctions",
     "form: quotes by … about …; by: Moscow [c:ru] [name moscow]; about: sanctions [all of sanctions]"},
    {"what does Lavrov think of Nato",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"how did Lavrov react to the sanctions",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: sanctions [all of sanctions]"},
    {"how did Moscow respond to the sanctions",
     "form: did … say …; by: Moscow [c:ru] [name moscow]; about: sanctions [all of sanctions]"},
    {"QUOTES BY LAVROV ABOUT NATO BUT NOT IRAN",
     "form: quotes by … about …; by: LAVROV [p:sergey-lavrov] [name lavrov]; about: NATO [o:nato]; "
     "not about: IRAN [c:ir]"},
    {"Quotes, by Lavrov, about Nato!",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"what did Lavrov say in reply about Nato",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: in reply about Nato [all of reply + o:nato]; note: \"in reply about Nato\" read as what it was about"},
    {"qoutes by Lavrov about Nato",
     "form: … on …; by: qoutes by Lavrov [name qoutes by lavrov] [described qoutes + p:sergey-lavrov] [guessed]; "
     "about: Nato [o:nato]"},
    {"who said what about Iran",
     "form: who said …; about: Iran [c:ir]"},
    {"quotes about Nato -act:denies",
     "form: quotes by … about …; about: Nato [o:nato]; not act: denies"},
    {"quotes about Nato section:World -outlet:\"Orme Post\" country:Russia speaker:\"Pavel Dorrin\"",
     "form: quotes by … about …; about: Nato [o:nato]; section: World; not outlet: Orme Post; country: ru; "
     "speaker: n:pavel dorrin"},
    {"quotes about Nato month:2021-12 office:\"Russian foreign minister\" -class:unnamed",
     "form: quotes by … about …; about: Nato [o:nato]; month: 202112; office: foreign_minister/c:ru; "
     "not class: unnamed"},
    {"quotes about Nato -act:shouts",
     "column 24: \"shouts\" is no act; "
     "there are says, denies, accuses, urges, warns, asks, promises, welcomes, declines, rejects, demands, announces, threatens, condemns, praises, agrees, thanks, apologises, proposes, hopes"},
    {"country:ru",
     "form: quotes by … about …; country: ru"},
    {"number of quotes by Lavrov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; count: asked for"},
    {"quotes by Lavrov about the European Union and Bosnia and Herzegovina",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: European Union and Bosnia and Herzegovina [all of o:eu + bosnia + herzegovina]"},
    {"what did Lavrov and Blinken and Zelensky say about one another",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; by: Zelensky [p:volodymyr-zelensky] [name zelensky]; "
     "about: each other"},
    {"quotes by Lavrov about Nato in March",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: Nato in March [all of o:nato + march]; "
     "note: \"in March\" read as part of the subject: without a year it is no date"},
    {"quotes by Lavrov without Blinken about Iran",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "not by: Blinken [p:antony-blinken] [name blinken]; about: Iran [c:ir]"},
    {"quotes by Lavrov about talks in March 2021 to Blinken",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: talks [all of talks]; "
     "to: Blinken [p:antony-blinken] [name blinken]; since: 2021-03-01; until: 2021-03-31; "
     "note: \"to Blinken\" read as the addressee"},
    {"quotes by Lavrov that mention Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"quotes that are about Iran by Blinken",
     "form: quotes by … about …; by: Blinken [p:antony-blinken] [name blinken]; about: Iran [c:ir]"},
    {"quotes by Lavrov, Blinken or Zelensky about Nato or Iran or fish since 2020 not by Ivanov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; by: Zelensky [p:volodymyr-zelensky] [name zelensky]; "
     "not by: Ivanov [p:igor-ivanov] [name ivanov]; about: Nato [o:nato] or Iran [c:ir] or fish [all of fish]; "
     "since: 2020-01-01"},
    {"quotes about “red line” or “nightmare scenario”",
     "form: quotes by … about …; "
     "about: red line [all of \"red line\"] or nightmare scenario [all of \"nightmare scenario\"]"},
    {"statements by any American official on Iran",
     "form: quotes by … about …; by: American official [officials of c:us]; about: Iran [c:ir]"},
    {"criticism of Iran by Blinken",
     "form: quotes by … about …; by: Blinken [p:antony-blinken] [name blinken]; about: Iran [c:ir]; act: condemns"},
    {"criticism of Iran",
     "form: quotes by … about …; about: Iran [c:ir]; act: condemns"},
    {"Moscow's promise to withdraw",
     "form: quotes by … about …; by: Moscow's [c:ru] [name moscow]; about: withdraw [all of withdraw]; "
     "act: promises"},
    {"who denied troops but not Lavrov",
     "form: who said …; not by: Lavrov [p:sergey-lavrov] [name lavrov]; about: troops [all of troops]; act: denies"},
    {"quotes by Lavrov about Ukraine but not by anyone else",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Ukraine [c:ua]"},
    {"show me the first quote by Lavrov about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; pick: first"},
    {"quotes by Lavrov in Paris about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "place: \"paris\" [named in the article]; note: \"in Paris\" read as a place that the article names; "
     "outlet:\"Paris\" asks for a publisher"},
};

}  // namespace

TEST_CASE("each form of question is read as it is meant, and what is read otherwise is noted", "[unit][query]") {
  for (const auto& row : kQuestions) {
    INFO(row.question);
    CHECK(read(row.question) == row.read);
  }
}
