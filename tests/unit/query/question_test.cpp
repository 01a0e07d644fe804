#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <string>

#include "query/parse/question.hpp"
#include "tests/unit/query/small_names.hpp"

using namespace attache;

namespace {

const auto kToday = *schema::make_date(2022, 6, 1);

// The query on one line, or its fault.
std::string read(std::string_view question) {
  const auto query = query::parse_question(question, test::small_names(), kToday);
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
    {"every quote by Lavrov about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"Every quote by Lavrov about NATO?",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: NATO [o:nato]"},
    {"every quote by lavrov about nato since 2021",
     "form: quotes by … about …; by: lavrov [p:sergey-lavrov] [name lavrov]; about: nato [o:nato]; "
     "since: 2021-01-01"},
    {"all quotes by Sergey Lavrov on Ukraine before 2022",
     "form: quotes by … about …; by: Sergey Lavrov [p:sergey-lavrov] [name sergey lavrov]; "
     "about: Ukraine [c:ua]; until: 2021-12-31"},
    {"the quotes by Lavrov regarding Iran after December 2021",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; "
     "since: 2022-01-01"},
    {"all of the quotes by Lavrov concerning the EU",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: EU [o:eu]"},
    {"quotes by Lavrov about Nato between 2021-11-01 and 2 December 2021",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2021-11-01; until: 2021-12-02"},
    {"quotes by Lavrov about Nato from 2020 to 2021",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2020-01-01; until: 2021-12-31"},
    {"quotes by Lavrov about Nato in December 2021",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2021-12-01; until: 2021-12-31"},
    {"quotes by Lavrov about Nato until 2020 since 2019",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2019-01-01; until: 2020-12-31"},
    {"quotes by Lavrov about Nato yesterday",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2022-05-31; until: 2022-05-31"},
    {"quotes by Lavrov about Nato last year",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2021-01-01; until: 2021-12-31"},
    {"quotes about Nato", "form: quotes by … about …; about: Nato [o:nato]"},
    {"quotes about Nato by Lavrov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"direct quotes by Lavrov", "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; kind: direct"},
    {"show me every quote by Lavrov about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"list all indirect quotes about Nato", "form: quotes by … about …; about: Nato [o:nato]; kind: indirect"},
    {"quotes by the Russian foreign minister",
     "form: quotes by … about …; "
     "by: Russian foreign minister [office foreign_minister/c:ru] [described c:ru + foreign + minister]"},
    {"quotes by the foreign minister about talks",
     "form: quotes by … about …; "
     "by: foreign minister [office foreign_minister] [described foreign + minister]; "
     "about: talks [all of talks]"},
    {"quotes by the US Secretary of State on Iran",
     "form: quotes by … about …; "
     "by: US Secretary of State [office foreign_minister/c:us] [described c:us + secretary + state]; "
     "about: Iran [c:ir]"},
    {"quotes by Bush", "form: quotes by … about …; by: Bush [p:george-h-w-bush or p:george-w-bush] [name bush]"},
    {"quotes by President Zelensky about Crimea",
     "form: quotes by … about …; by: President Zelensky [p:volodymyr-zelensky] [name zelensky]; "
     "about: Crimea [name crimea] [all of crimea]"},
    {"quotes by Mr Lavrov", "form: quotes by … about …; by: Mr Lavrov [p:sergey-lavrov] [name lavrov]"},
    {"quotes by Russian Foreign Minister Sergey Lavrov about Iran",
     "form: quotes by … about …; "
     "by: Russian Foreign Minister Sergey Lavrov [p:sergey-lavrov] [name sergey lavrov]; about: Iran [c:ir]"},
    {"quotes by Ostrian Foreign Minister Pavel Dorrin",
     "form: quotes by … about …; by: Ostrian Foreign Minister Pavel Dorrin [name pavel dorrin]"},
    {"every quote by the commander of the Northern Straits garrison",
     "form: quotes by … about …; "
     "by: commander of the Northern Straits garrison [described commander + northern + straits + garrison]"},
    {"every quote by the Chinese ambassador to Britain",
     "form: quotes by … about …; by: Chinese ambassador to Britain [described c:cn + ambassador + c:gb]"},
    {"quotes by Lavrov to Blinken about Iran",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; "
     "to: Blinken [p:antony-blinken] [name blinken]"},
    {"quotes by Lavrov about Nato to reporters",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "to: any audience; note: \"reporters\": reports seldom say so, so any addressee counts; "
     "note: \"to reporters\" read as the addressee"},
    {"quotes by Lavrov about exports to Iran",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: exports to Iran [all of exports + c:ir]"},
    {"quotes to Lavrov about Iran",
     "form: quotes by … about …; about: Iran [c:ir]; to: Lavrov [p:sergey-lavrov] [name lavrov]"},
    {"quotes by Lavrov or Blinken about Iran",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; about: Iran [c:ir]"},
    {"quotes by Lavrov and Blinken",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]"},
    {"quotes by Reth and Dorrin about the dam",
     "form: quotes by … about …; by: Reth [name reth] [described reth]; "
     "by: Dorrin [name dorrin] [described dorrin]; about: dam [all of dam]"},
    {"statements by Moscow on Ukraine",
     "form: quotes by … about …; by: Moscow [c:ru] [name moscow]; about: Ukraine [c:ua]"},
    {"quotes by \"Northern Straits Union\" about fish",
     "form: quotes by … about …; "
     "by: Northern Straits Union [name northern straits union] [described northern + straits + union]; "
     "about: fish [all of fish]"},
    {"quotes about “nightmare scenario”",
     "form: quotes by … about …; about: nightmare scenario [all of \"nightmare scenario\"]"},
    {"quotes about the Lake Orme dam", "form: quotes by … about …; about: Lake Orme dam [all of lake + orme + dam]"},
    {"quotes about Mirela Tash",
     "form: quotes by … about …; about: Mirela Tash [name mirela tash] [all of mirela + tash]"},
    {"quotes about the Straits Water Board",
     "form: quotes by … about …; about: Straits Water Board [or swb] [all of straits + water + board]"},
    {"quotes about Financial Action Task Force",
     "form: quotes by … about …; "
     "about: Financial Action Task Force [or fatf] [all of financial + action + task + force]"},
    {"quotes about the American budget deficit",
     "form: quotes by … about …; about: American budget deficit [all of c:us + budget + deficit]"},
    {"quotes about the Orme accord", "form: quotes by … about …; about: Orme accord [all of orme + accord|agreement]"},
    {"what did Lavrov say about Nato",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"what did Lavrov say about Nato?",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"What has Lavrov said about Nato since 2021?",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]; "
     "since: 2021-01-01"},
    {"what does Lavrov say on Iran",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]"},
    {"what did the Russian foreign minister say about NATO",
     "form: what did … say about …; "
     "by: Russian foreign minister [office foreign_minister/c:ru] [described c:ru + foreign + minister]; "
     "about: NATO [o:nato]"},
    {"what did the secretary of state say about Iran",
     "form: what did … say about …; "
     "by: secretary of state [office foreign_minister/c:us] [described secretary + state]; "
     "about: Iran [c:ir]"},
    {"what did diplomats say about the USSR",
     "form: what did … say about …; by: diplomats [name diplomats] [described diplomats]; "
     "about: USSR [name ussr] [all of ussr]"},
    {"what did Kiev say to Moscow about grain",
     "form: what did … say about …; by: Kiev [c:ua] [name kiev]; about: grain [all of grain]; "
     "to: Moscow [c:ru] [name moscow]"},
    {"what did Lavrov tell Blinken about Iran",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Iran [c:ir]; "
     "to: Blinken [p:antony-blinken] [name blinken]"},
    {"what did Marel tell journalists about sanctions",
     "form: what did … say about …; by: Marel [name marel] [described marel]; "
     "about: sanctions [all of sanctions]; to: any audience; "
     "note: \"journalists\": reports seldom say so, so any addressee counts"},
    {"what did Lavrov tell Blinken",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "to: Blinken [p:antony-blinken] [name blinken]"},
    {"what did Moscow accuse Kiev of",
     "form: what did … say about …; by: Moscow [c:ru] [name moscow]; target: Kiev [c:ua]; act: accuses"},
    {"what did the ambassador accuse the United States of",
     "form: what did … say about …; by: ambassador [office ambassador] [described ambassador]; "
     "target: United States [c:us]; act: accuses"},
    {"what did Dorrin accuse Brunja of hiding",
     "form: what did … say about …; by: Dorrin [name dorrin] [described dorrin]; "
     "about: hiding [all of hiding]; target: Brunja [name brunja] [all of brunja]; act: accuses"},
    {"what did Lavrov urge Nato to do",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; target: Nato [o:nato]; "
     "act: urges"},
    {"what did Lavrov warn of", "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; act: warns"},
    {"what did Lavrov warn Nato against",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; target: Nato [o:nato]; "
     "act: warns"},
    {"what did Dorrin threaten",
     "form: what did … say about …; by: Dorrin [name dorrin] [described dorrin]; act: threatens"},
    {"what did Reth promise", "form: what did … say about …; by: Reth [name reth] [described reth]; act: promises"},
    {"what did Dorrin demand",
     "form: what did … say about …; by: Dorrin [name dorrin] [described dorrin]; act: demands"},
    {"what did Moscow deny", "form: what did … say about …; by: Moscow [c:ru] [name moscow]; act: denies"},
    {"what did Reth welcome about the extension",
     "form: what did … say about …; by: Reth [name reth] [described reth]; "
     "about: extension [all of extension]; act: welcomes"},
    {"what did Lavrov call for",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "act: any that asks for it"},
    {"what was said about Nato", "form: what did … say about …; about: Nato [o:nato]"},
    {"what has been said about Nato by Lavrov",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"who said that the dam was full", "form: who said …; about: dam was full [most of dam + full]"},
    {"who said the dam was full?", "form: who said …; about: dam was full [most of dam + full]"},
    {"who said \"a dam is not a bathtub plug\"",
     "form: who said …; about: a dam is not a bathtub plug [most of \"a dam is not a bathtub plug\"]"},
    {"who denied brutality?", "form: who said …; about: brutality [all of brutality]; act: denies"},
    {"who welcomed the moves by Orme Bank?",
     "form: who said …; about: moves by Orme Bank [all of moves + orme + bank]; act: welcomes"},
    {"who called for Russia to be named a state sponsor of terrorism",
     "form: who said …; "
     "about: Russia to be named a state sponsor of terrorism [most of c:ru + named + state + sponsor + terrorism]; "
     "act: any that asks for it"},
    {"who warned of a war", "form: who said …; about: war [all of war]; act: warns"},
    {"who accused Kiev of sabotage",
     "form: who said …; about: sabotage [all of sabotage]; target: Kiev [c:ua]; act: accuses"},
    {"who told Blinken that talks were over",
     "form: who said …; about: talks were over [most of talks + over]; "
     "to: Blinken [p:antony-blinken] [name blinken]"},
    {"who urged Nato to wait", "form: who said …; about: wait [all of wait]; target: Nato [o:nato]; act: urges"},
    {"who spoke about Iran", "form: who said …; about: Iran [c:ir]"},
    {"who rejected the demand", "form: who said …; about: demand [all of demand]; act: rejects"},
    {"who ruled out talks", "form: who said …; about: talks [all of talks]; act: rejects"},
    {"who is quoted on Iran", "form: who said …; about: Iran [c:ir]"},
    {"did Lavrov say that the dam was full",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: dam was full [most of dam + full]"},
    {"when did Lavrov accuse Nato of lying",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: lying [all of lying]; "
     "target: Nato [o:nato]; act: accuses"},
    {"Lavrov on Nato", "form: … on …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"lavrov on nato", "form: … on …; by: lavrov [p:sergey-lavrov] [name lavrov]; about: nato [o:nato]"},
    {"Pavel Dorrin on the dam",
     "form: … on …; by: Pavel Dorrin [name pavel dorrin] [described pavel + dorrin]; about: dam [all of dam]"},
    {"Zelensky on the European Union",
     "form: … on …; by: Zelensky [p:volodymyr-zelensky] [name zelensky]; about: European Union [o:eu]"},
    {"US on Iran", "form: … on …; by: US [c:us] [name us]; about: Iran [c:ir]"},
    {"talks on Iran", "form: … on …; by: talks [name talks] [described talks] [guessed]; about: Iran [c:ir]"},
    {"Lavrov quotes about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"Lavrov's remarks on Nato",
     "form: quotes by … about …; by: Lavrov's [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"Mirela Tash quotes", "form: quotes by … about …; by: Mirela Tash [name mirela tash] [described mirela + tash]"},
    {"by:Lavrov about:nato since:2021",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: nato [o:nato]; "
     "since: 2021-01-01"},
    {"by:Lavrov about!:\"the EU\" outlet:\"Orme Post\"",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: EU [o:eu]; "
     "outlet: Orme Post; rings: named"},
    {"quotes about Nato by:Blinken act:warns kind:direct",
     "form: quotes by … about …; by: Blinken [p:antony-blinken] [name blinken]; about: Nato [o:nato]; "
     "act: warns; kind: direct"},
    {"ceasefire observers",
     "form: words; about: ceasefire observers [all of ceasefire + observers]; "
     "note: no form of question known: read as words that all stand in the quotation (`attache-query search` searches "
     "whole articles)"},
    {"\"a lighthouse does not choose its ships\"",
     "form: words; "
     "about: a lighthouse does not choose its ships [all of \"a lighthouse does not choose its ships\"]"},
    {"Nato", "form: words; about: Nato [o:nato]"},
    {"how do I reset my password",
     "form: words; about: how do I reset my password [all of reset + password]; "
     "note: no form of question known: read as words that all stand in the quotation (`attache-query search` searches "
     "whole articles)"},
    {"what did the head of Zelensky's office say about Nato",
     "form: what did … say about …; "
     "by: head of Zelensky's office [described head + p:volodymyr-zelensky + office]; about: Nato [o:nato]"},
    {"quotes by the Russian Nato mission",
     "form: quotes by … about …; "
     "by: Russian Nato mission [name russian nato mission] [described c:ru + o:nato + mission]"},
    {"quotes by Britain's European Union about fish",
     "form: quotes by … about …; by: Britain's European Union [o:eu] [name britain european union]; "
     "about: fish [all of fish]"},
    {"who denied", "form: who said …; act: denies"},
    {"what did Washington reject",
     "form: what did … say about …; by: Washington [c:us] [name washington]; act: rejects"},
    {"every quote by the president of Ukraine about Iran in 2022",
     "form: quotes by … about …; "
     "by: president of Ukraine [office head_of_state/c:ua] [described president + c:ua]; about: Iran [c:ir]; "
     "since: 2022-01-01; until: 2022-12-31"},
    {"quotes by anyone about Iran", "form: quotes by … about …; about: Iran [c:ir]"},
    {"Secretary of State Antony Blinken on Iran",
     "form: … on …; by: Secretary of State Antony Blinken [p:antony-blinken] [name antony blinken]; "
     "about: Iran [c:ir]"},
    {"“Nato” by:Lavrov", "form: words; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [all of \"nato\"]"},
    {"quotes by Lavrov, Blinken and Zelensky about Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "by: Blinken [p:antony-blinken] [name blinken]; by: Zelensky [p:volodymyr-zelensky] [name zelensky]; "
     "about: Nato [o:nato]"},
    {"quotes by Sergey Lavrov, the Russian foreign minister, about Nato",
     "form: quotes by … about …; by: Sergey Lavrov [p:sergey-lavrov] [name sergey lavrov]; about: Nato [o:nato]"},
    {"every quote about Nato not by Lavrov",
     "form: quotes by … about …; not by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"quotes except by Lavrov or Blinken about Nato",
     "form: quotes by … about …; not by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "not by: Blinken [p:antony-blinken] [name blinken]; about: Nato [o:nato]"},
    {"who said talks were won not by force",
     "form: who said …; about: talks were won not by force [most of talks + won + force]"},
    {"quotes by officials of Russia about Nato",
     "form: quotes by … about …; by: officials of Russia [officials of c:ru]; about: Nato [o:nato]"},
    {"by officials of Russia", "form: quotes by … about …; by: officials of Russia [officials of c:ru]"},
    {"what did Nato's officials say",
     "form: what did … say about …; by: Nato's officials [officials of o:nato]"},
    {"what did a Russian official say",
     "form: what did … say about …; by: Russian official [name russian official] [described c:ru + official]"},
    {"quotes by unnamed sources on Iran",
     "form: quotes by … about …; by: unnamed sources [unnamed]; about: Iran [c:ir]"},
    {"what did anonymous diplomats say",
     "form: what did … say about …; by: anonymous diplomats [described diplomats] [unnamed]"},
    {"everything Lavrov said about Nato",
     "form: … said …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"all that has been said by Lavrov about Nato",
     "form: … said …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"anything by Lavrov about Nato",
     "form: … said …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: Nato [o:nato]"},
    {"every statement made by Lavrov",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]"},
    {"Lavrov accused Kiev of sabotage",
     "form: … said …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: sabotage [all of sabotage]; "
     "target: Kiev [c:ua]; act: accuses"},
    {"Iran talks",
     "form: words; about: Iran talks [all of c:ir + talks]; note: no form of question known: read as words that all "
     "stand in the quotation (`attache-query search` searches whole articles)"},
    {"did Lavrov ever say \"red line\"",
     "form: did … say …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: red line [most of \"red line\"]"},
    {"what did Lavrov accuse Nato of doing",
     "form: what did … say about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; target: Nato [o:nato]; act: accuses"},
    {"quotes by “Lavrov” about the alliance",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: alliance [o:nato] [all of alliance]; note: \"alliance\" read as Nato too"},
    {"Lavrov",
     "form: words; about: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "note: read as what the quotations are about; \"quotes by Lavrov\" asks for what he or she said"},
    {"quotes by Lavrov between 5 and 9 December 2021",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; since: 2021-12-05; until: 2021-12-09"},
    {"how many quotes by Lavrov about the EU or Nato",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; about: EU or Nato [o:eu or o:nato]; count: asked for"},
    {"quotes about fish or Nato",
     "form: quotes by … about …; about: fish [all of fish] or Nato [o:nato]"},
    {"quotes by Lavrov in the 1990s",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; since: 1990-01-01; until: 1999-12-31"},
    {"quotes by Lavrov about \"red line\"",
     "form: quotes by … about …; by: Lavrov [p:sergey-lavrov] [name lavrov]; "
     "about: red line [all of \"red line\"]"},
};

const Case kFaults[] = {
    {"",
     "column 1: no word to look for"},
    {"?",
     "column 1: no word to look for"},
    {"the of and",
     "column 1: no word to look for"},
    {"quotes",
     "column 7: quotes by whom, or about what?"},
    {"quotes by",
     "column 10: by whom?"},
    {"quotes by about Nato",
     "column 10: by whom?"},
    {"every quote by Lavrov about",
     "column 28: about what?"},
    {"what did Lavrov say about",
     "column 26: about what?"},
    {"who said",
     "column 9: said what?"},
    {"quotes by \"Lavrov about Nato",
     "column 11: this quotation mark has no fellow"},
    {"quotes about Nato “open",
     "column 19: this quotation mark has no fellow"},
    {"since:never",
     "column 7: \"never\" is no date; write 2021, 2021-12, 2021-12-02 or 2 December 2021"},
    {"quotes about Nato since 2022 until 2021",
     "column 18: no day is after 2022-01-01 and before 2021-12-31"},
    {"kind:loud",
     "column 6: \"loud\" is no kind; there are direct, mixed, indirect"},
    {"about:",
     "column 7: about: wants a value"},
    {"who", "column 1: no word to look for"},
    {"quotes by Lavrov in spring",
     "column 21: \"spring\" is no date; write 2021, December 2021, 2021-12-02 or yesterday, or outlet:\"NAME\" for who "
     "published it"},
    {"quotes by Lavrov since the war about Nato",
     "column 24: \"the war\" is no date; write 2021, December 2021, 2021-12-02 or yesterday"},
    {"quotes about Nato since 31 February 2021",
     "column 25: \"31 February 2021\" is no date; write 2021, December 2021, 2021-12-02 or yesterday"},
};

}  // namespace

TEST_CASE("a question is read as it is meant", "[unit][query]") {
  for (const auto& row : kQuestions) {
    INFO(row.question);
    CHECK(read(row.question) == row.read);
  }
}

TEST_CASE("a question that cannot be read is refused with its place", "[unit][query]") {
  for (const auto& row : kFaults) {
    INFO(row.question);
    CHECK(read(row.question) == row.read);
  }
}

TEST_CASE("a question within the limits is read and one beyond them refused, never cut", "[unit][query]") {
  std::string words = "quotes about";
  for (int i = 0; i < 1900; ++i) words += " w" + std::to_string(i);
  CHECK(read(words).find("w1899") != std::string::npos);
  for (int i = 1900; i < 2100; ++i) words += " w" + std::to_string(i);
  CHECK(read(words).find("more than 2000 words") != std::string::npos);
  CHECK(read(std::string(65536, 'a')).find("about: aaa") != std::string::npos);
  CHECK(read(std::string(65537, 'a')) == "column 1: the question is longer than 65536 bytes");
}

TEST_CASE("the time to read a question grows with its length, not with the square of it", "[unit][query]") {
  const auto repeated = [](std::string begin, const std::string& piece, int count, const std::string& end = "") {
    for (int i = 0; i < count; ++i) begin += piece;
    return begin + end;
  };
  std::string names = "quotes by ";
  for (int i = 0; i < 1900; ++i) names += "Name" + std::to_string(i) + ", ";
  const std::string questions[] = {
      names,
      repeated("quotes by ", "Reth and Dorrin or ", 480, "Tash"),
      repeated("quotes by ", "the minister of ", 600),
      repeated("what did ", "foreign minister ", 900, "say"),
      repeated("quotes ", "not by the minister of x ", 330),
      repeated("who said ", "Russia Lavrov ", 950),
      repeated("Lavrov on ", "Nato in ", 900, repeated("", " since 2021", 60)),
      repeated("", "by:\"Sergey Lavrov\" ", 3000),
      repeated("quotes about ", " '", 30000),
      repeated("", "(", 65000),
  };
  for (const auto& question : questions) {
    CAPTURE(question.substr(0, 60));
    const auto begin = std::chrono::steady_clock::now();
    read(question);
    // A hundred times what it takes; the cubic loop that this is for took minutes.
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  }
  CHECK(read(names).find("more than 100 speakers") != std::string::npos);
  CHECK(read(questions[3]).find("a name of more than 50 words") != std::string::npos);
}

TEST_CASE("bytes that are not UTF-8, zero bytes and control characters are read as text", "[unit][query]") {
  CHECK(read("quotes by Lavrov\xff\xfe about Nato").find("about: Nato [o:nato]") != std::string::npos);
  CHECK(read(std::string("quotes about\0Nato", 17)).find("[o:nato]") != std::string::npos);
  CHECK(read("quotes\tabout\r\nNato\x1b").find("[o:nato]") != std::string::npos);
}

TEST_CASE("capitals and curly quotation marks change nothing", "[unit][query]") {
  CHECK(read("WHO SAID THAT THE DAM WAS FULL").find("form: who said") == 0);
  CHECK(read("quotes about “red line”") == read("quotes about “red line”?"));
  CHECK(read("quotes about \"red line\"").find("[all of \"red line\"]") != std::string::npos);
  CHECK(read("quotes about ‘red line’").find("[all of \"red line\"]") != std::string::npos);
  CHECK(read("quotes about the ministers’ talks").find("[all of ministers + talks]") != std::string::npos);
}

TEST_CASE("days are read in each form and nothing else is", "[unit][query]") {
  const auto days = [](std::string_view text) {
    const auto range = query::parse_days(text, kToday);
    return range ? to_string(range->first) + ".." + to_string(range->last) : "none";
  };
  CHECK(days("2021") == "2021-01-01..2021-12-31");
  CHECK(days("December 2021") == "2021-12-01..2021-12-31");
  CHECK(days("2021-12-02") == "2021-12-02..2021-12-02");
  CHECK(days("2 December 2021") == "2021-12-02..2021-12-02");
  CHECK(days("today") == "2022-06-01..2022-06-01");
  CHECK(days("this week") == "2022-05-30..2022-06-05");
  CHECK(days("last week") == "2022-05-23..2022-05-29");
  CHECK(days("last month") == "2022-05-01..2022-05-31");
  CHECK(days("this month") == "2022-06-01..2022-06-01");
  CHECK(days("the 1990s") == "1990-01-01..1999-12-31");
  CHECK(days("1995s") == "none");
  CHECK(days("the war") == "none");
  CHECK(days("") == "none");
}
