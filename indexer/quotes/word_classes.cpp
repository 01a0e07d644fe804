#include "indexer/quotes/word_classes.hpp"

#include <array>

namespace attache::indexer {

WordSet::WordSet(std::string_view blank_separated) {
  while (!blank_separated.empty()) {
    const auto end = std::min(blank_separated.find(' '), blank_separated.size());
    if (end > 0) words_.insert(blank_separated.substr(0, end));
    blank_separated.remove_prefix(std::min(end + 1, blank_separated.size()));
  }
  for (const std::string_view word : words_) filter_.add(word);
}

WordSet::WordSet(std::initializer_list<const WordSet*> sets) {
  for (const WordSet* set : sets) words_.insert(set->words_.begin(), set->words_.end());
  for (const std::string_view word : words_) filter_.add(word);
}

const WordSet& subject_pronouns() {
  static const WordSet set("he she it they we i who you");
  return set;
}

const WordSet& indefinite_pronouns() {
  static const WordSet set("nobody no-one none nothing everybody everyone everything somebody someone something anybody anyone anything");
  return set;
}

const WordSet& determiners() {
  static const WordSet set("a an the his her its their my our your this that these those some several many most both all one "
                           "another other two three four five few each every any no such");
  return set;
}

const WordSet& prepositions() {
  static const WordSet set("of in on at for to from with by during under over despite amid amidst against between into about "
                           "through among within without across since until following including along around behind beside "
                           "near like per via than towards toward upon speaking asked noting citing pointing previewing "
                           "referring commenting");
  return set;
}

const WordSet& subordinators() {
  static const WordSet set("when as after before while because if although though where whereas whether unless once so that "
                           "which whose whom how why what");
  return set;
}

const WordSet& conjunctions() {
  static const WordSet set("and but or nor yet");
  return set;
}

const WordSet& auxiliaries() {
  static const WordSet set("has have had is was are were be been being do does did will would may might could should must can "
                           "shall 've 'd 'll 's");
  return set;
}

const WordSet& modals() {
  static const WordSet set("will would may might could should must can shall 'll");
  return set;
}

const WordSet& expectations() {
  static const WordSet set("expected due set scheduled likely expecting planning preparing about");
  return set;
}

const WordSet& adverbs() {
  static const WordSet set("also later again then now still already previously earlier since once further meanwhile soon even "
                           "just only instead thus therefore both all each long often never not always however too yet "
                           "today yesterday both first twice late early");
  return set;
}

const WordSet& finite_verbs() {
  static const WordSet set("is was are were be been has have had does did will would may might could should must can shall came "
                           "comes come went goes took takes take made makes make gave gives give got gets met meets held "
                           "holds began begins becomes became remains remained left leaves led leads put puts set sets "
                           "sat stood stands ran runs kept keeps lost won saw sees appeared seemed seems appears quoted cited");
  return set;
}

const WordSet& time_words() {
  static const WordSet set("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january "
                           "february march april june july august september october november december");
  return set;
}

const WordSet& person_nouns() {
  static const WordSet set(
      "adviser advisor aide ambassador analyst archbishop attache attorney author banker bishop captain chairman chairwoman "
      "chair chancellor chief co-ordinator coordinator colonel columnist commander commissioner congressman congresswoman consul "
      "correspondent critic dealer delegate deputy diplomat director doctor economist editor emir employee envoy executive "
      "expert farmer general governor head historian inspector interviewer investigator journalist judge king lawmaker "
      "lawyer leader lieutenant manager mayor mediator minister monarch negotiator nominee officer official opponent owner "
      "parliamentarian patriarch police premier president prime-minister prince princess principal professor prosecutor "
      "protester queen rapporteur rapporteur-general refugee reporter representative researcher resident scholar scientist "
      "secretary secretary-general senator sergeant sheikh soldier source speaker specialist spokesman spokesperson "
      "spokeswoman strategist student sultan superintendent trader trustee under-secretary veteran vice-president victim "
      "whip witness activist campaigner candidate citizen founder counterpart teacher worker physicist engineer father mother "
      "brother sister son daughter wife husband man woman boy girl pope cardinal insider organiser organizer chancellor "
      "undersecretary politician statesman host commentator neighbour neighbor "
      "guest member treasurer predecessor successor rival colleague ally mentor partner veteran analyst pilot carpenter nurse priest");
  return set;
}

const WordSet& group_nouns() {
  static const WordSet set(
      "activists advisers aides ambassadors analysts authorities bankers campaigners companies critics dealers delegates "
      "democrats diplomats doctors economists envoys executives experts farmers governments investigators journalists lawmakers "
      "lawyers leaders media mediators ministers negotiators observers officers officials opponents people politicians "
      "prosecutors protesters rebels refugees reporters representatives republicans researchers residents rivals scholars "
      "scientists senators separatists soldiers sources spokesmen spokespeople spokespersons supporters traders troops unions victims "
      "villagers voters witnesses workers countries states nations members parties sides groups allies colleagues others "
      "commentators conservatives insiders historians judges parents pollsters students teachers americans men women");
  return set;
}

const WordSet& document_nouns() {
  static const WordSet set(
      "statement report story communique memorandum memo letter message telegram document documents study survey poll resolution declaration article "
      "agency newspaper paper news release readout text speech tweet post email bulletin editorial complaint lawsuit ruling "
      "indictment treaty draft records transcript filing statement's magazine website");
  return set;
}

const WordSet& speaker_nouns() {
  static const WordSet set(
      "administration agency alliance army assembly association authority bank bloc board body bureau cabinet campaign "
      "chancellery coalition commission committee company confederation congress council court delegation department "
      "embassy firm force foundation government group guard institute junta kremlin league mission ministry mission movement "
      "navy organisation organization palace parliament party presidency regime secretariat senate service side state team "
      "tribunal union university west house exchange chamber office pentagon treasury network broadcaster channel watchdog police opposition");
  return set;
}

const WordSet& honorifics() {
  static const WordSet set("mr mrs ms miss dr sir lord lady dame prof professor mr. mrs. ms. dr. prof. gen. gov. sen. rep. lt. "
                           "col. capt. sgt. rev. maj. adm. st. madame mme monsieur herr frau sheikh datuk seri tan sri "
                           "senator president king queen prince princess pope");
  return set;
}

const WordSet& title_words() {
  static const WordSet set(
      "foreign prime deputy vice acting interim former senior chief state affairs defence defense interior finance trade "
      "economy energy planning communications culture justice health education home labour labor transport environment "
      "security national general secretary chancellor exchequer minister ministry president office head council european "
      "union commission committee parliament house senate congress department bank university institute organisation "
      "organization association federation republic united nations kingdom states party centre center north south east west "
      "press media news agency times post court supreme high army navy force forces police guard corps intelligence service "
      "company corp inc ltd plc group industries international policy permanent special mission embassy consulate government "
      "assembly opposition cabinet chairman chairwoman spokesman spokeswoman envoy ambassador representative commander "
      "commissioner director speaker leader premier senator governor mayor king queen prince princess pope emir sheikh sultan");
  return set;
}

bool is_adverb(std::string_view folded) {
  return adverbs().has(folded) || (folded.size() > 4 && folded.ends_with("ly"));
}

schema::Gender gender_of_pronoun(std::string_view folded) {
  if (!folded.starts_with('h')) return folded == "she" ? schema::Gender::Female : schema::Gender::Unknown;  // asked of every token
  if (folded == "he" || folded == "his" || folded == "him" || folded == "himself") return schema::Gender::Male;
  return folded == "her" || folded == "hers" || folded == "herself" ? schema::Gender::Female : schema::Gender::Unknown;
}

}  // namespace attache::indexer
