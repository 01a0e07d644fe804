#include "indexer/relations/copies.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace attache::indexer {
namespace {

using schema::Copy;

// Set on one half of the pairs of tests/scores/copies.py.
constexpr double kSameResemblance = 0.9;
constexpr std::size_t kShortShingles = 20;  // below it a text is two sentences
constexpr std::size_t kLeastShared = 15;    // shingles of near-duplicates: a sentence
constexpr double kMostOfPart = 0.8;         // containment: a part and little else
constexpr double kLeastResemblance = 0.15;  // of others: two stories share as much background
// A form filled in anew has the words of the last one, with other numbers or names in their places.
constexpr double kSameFilling = 0.85;       // agreement of near-duplicates' numbers and names
constexpr double kLargePart = 0.65;         // containment; below it numbers must agree better:
constexpr double kPartFilling = 0.97;
constexpr std::size_t kCorrected = 2;       // places in which numbers may differ in a large part that has the same names
constexpr double kSameNames = 0.9;
constexpr double kCorrectedFilling = 0.65;  // of texts that are the same but for little
constexpr double kLeastFigures = 0.3;       // numbers that stand anywhere in the other
constexpr std::int32_t kMostDaysApart = 3;  // of near-duplicates; what comes again later is a form

constexpr double kOtherPart = 0.1;           // containment in another: of one text two such parts are different stories
constexpr double kMostOfIt = 0.5;            // resemblance: no mere part
constexpr std::int64_t kMembersCompared = 8;
constexpr std::size_t kMostCandidates = 16;  // compared word by word
constexpr std::int64_t kMostHaving = 64;     // articles that are read of those having a hash: of more it is a turn of phrase
constexpr double kTellingWeight = 0.15;      // one hash that six articles have, or several that more have
constexpr std::size_t kTellingShared = 3;    // enough, however many have them
constexpr std::size_t kLongSketch = 20;      // hashes; of a text that has so many a copy of a third of it or more shares two
constexpr std::int64_t kAll = -1;            // as SQL's LIMIT

}  // namespace

Copy likeness(const Overlap& overlap, double least_containment) {
  const bool is_short = overlap.smaller < kShortShingles;
  const double containment = overlap.containment(), resemblance = overlap.resemblance();
  if (resemblance >= kSameResemblance && std::min(overlap.numbers, overlap.names) >= kCorrectedFilling && !(is_short && overlap.titles_differ))
    return Copy::Same;
  if (is_short || overlap.shared < kLeastShared || containment < least_containment || overlap.days_apart > kMostDaysApart) return Copy::None;
  if (containment < kMostOfPart && resemblance < kLeastResemblance) return Copy::None;
  const bool is_large = containment >= kLargePart;
  const bool is_corrected = is_large && overlap.other_numbers <= kCorrected && overlap.names >= kSameNames;
  const bool same_numbers = overlap.numbers >= (is_large ? kSameFilling : kPartFilling);
  const bool filled_so = overlap.names >= kSameFilling && overlap.figures >= kLeastFigures && (same_numbers || is_corrected);
  return filled_so ? Copy::Near : Copy::None;
}

Copies::Copies(RelationRows& rows, double least_containment)
    : rows_(rows),
      least_containment_(least_containment),
      insert_hash_(rows.catalogue().prepare("INSERT OR IGNORE INTO shingle (hash, article_id) VALUES (?1, ?2)")),
      delete_hash_(rows.catalogue().prepare("DELETE FROM shingle WHERE hash = ?1 AND article_id = ?2")),
      having_hash_(rows.catalogue().prepare("SELECT article_id FROM shingle WHERE hash = ?1 ORDER BY article_id LIMIT ?2")),
      members_(rows.catalogue().prepare("SELECT article_id FROM relation WHERE cluster = ?1 AND cluster <> '' ORDER BY article_id LIMIT ?2")) {}

void Copies::enter(std::int64_t id, const Wording& wording) {
  if (least_containment_ > 0) place(id, wording);
}

void Copies::change(std::int64_t id, const Wording& before, const Wording& now) {
  if (least_containment_ <= 0 || before == now) return;
  drop_sketch(id, before);
  const std::string uid = uid_of(id);
  if (const auto copies = members(uid, kAll); !copies.empty()) {
    store_sketch(id, now);
    for (const std::int64_t copy : copies) place(copy, rows_.wording_of(copy));
    if (!members(uid, 1).empty()) return;
    drop_sketch(id, now);
  }
  place(id, now);
}

void Copies::leave(std::int64_t id, const Wording& wording) {
  if (least_containment_ <= 0) return;
  drop_sketch(id, wording);
  const auto orphans = members(uid_of(id), kAll);
  for (const std::int64_t orphan : orphans) rows_.set_cluster(orphan, "", Copy::None);
  for (const std::int64_t orphan : orphans) place(orphan, rows_.wording_of(orphan));
}

// Into the cluster whose first article it is most like; into one of its own where it is like none.
void Copies::place(std::int64_t id, const Wording& wording) {
  for (const Anchor& anchor : anchors(id, wording))
    if (!is_another_part(id, wording, anchor))
      return rows_.set_cluster(id, anchor.uid, is_version_of(id, anchor.id) ? Copy::None : anchor.copy);
  rows_.set_cluster(id, "", Copy::None);
  store_sketch(id, wording);
}

void Copies::store_sketch(std::int64_t id, const Wording& wording) {
  for (const std::uint64_t hash : sketch_of(wording)) insert_hash_.bind(1, static_cast<std::int64_t>(hash)).bind(2, id).run();
}

void Copies::drop_sketch(std::int64_t id, const Wording& wording) {
  for (const std::uint64_t hash : sketch_of(wording)) delete_hash_.bind(1, static_cast<std::int64_t>(hash)).bind(2, id).run();
}

// The most telling first; what shares turns of phrase alone is left out.
std::vector<Copies::Candidate> Copies::candidates(std::int64_t id, const Wording& wording) {
  std::map<std::int64_t, Candidate> found;
  const auto sketch = sketch_of(wording);
  for (const std::uint64_t hash : sketch) {
    std::vector<std::int64_t> having;
    having_hash_.bind(1, static_cast<std::int64_t>(hash)).bind(2, kMostHaving);
    while (having_hash_.step()) having.push_back(having_hash_.integer("article_id"));
    for (const std::int64_t other : having) {
      Candidate& candidate = found[other];
      candidate.id = other;
      ++candidate.shared;
      candidate.weight += 1 / static_cast<double>(having.size());
    }
  }
  found.erase(id);
  std::vector<Candidate> out;
  const std::size_t least = sketch.size() >= kLongSketch ? 2 : 1;
  for (const auto& [other, candidate] : found)
    if (candidate.shared >= least && (candidate.weight >= kTellingWeight || candidate.shared >= kTellingShared)) out.push_back(candidate);
  std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  if (out.size() > kMostCandidates) out.resize(kMostCandidates);
  return out;
}

// Those among the candidates that the text is like, what it shares most with first.
std::vector<Copies::Anchor> Copies::anchors(std::int64_t id, const Wording& wording) {
  std::vector<Anchor> out;
  for (const Candidate& candidate : candidates(id, wording)) {
    const Overlap overlap = overlap_of(wording, rows_.wording_of(candidate.id));
    const Copy copy = likeness(overlap, least_containment_);
    if (copy != Copy::None) out.push_back({candidate.id, uid_of(candidate.id), overlap, copy});
  }
  std::sort(out.begin(), out.end(), [](const Anchor& a, const Anchor& b) {
    return std::tuple(b.overlap.shared, b.overlap.resemblance(), a.id) < std::tuple(a.overlap.shared, a.overlap.resemblance(), b.id);
  });
  return out;
}

std::vector<std::int64_t> Copies::members(std::string_view uid, std::int64_t most) {
  std::vector<std::int64_t> out;
  members_.bind(1, uid).bind(2, most);
  while (members_.step()) out.push_back(members_.integer("article_id"));
  return out;
}

// The text is a part of the anchor's, and another part of it that shares nothing with it is in the cluster already: the anchor is a
// round-up of several stories.
bool Copies::is_another_part(std::int64_t id, const Wording& wording, const Anchor& anchor) {
  if (anchor.overlap.resemblance() >= kMostOfIt) return false;
  const auto compared = members(anchor.uid, kMembersCompared);
  return std::any_of(compared.begin(), compared.end(), [&](std::int64_t member) {
    return member != id && overlap_of(wording, rows_.wording_of(member)).containment() < kOtherPart;
  });
}

bool Copies::is_version_of(std::int64_t id, std::int64_t other) const {
  return rows_.catalogue()
      .prepare("SELECT 1 FROM relation AS a JOIN relation AS b USING (version_group) WHERE a.article_id = ?1 AND b.article_id = ?2")
      .bind(1, id)
      .bind(2, other)
      .step();
}

std::string Copies::uid_of(std::int64_t id) const {
  schema::Statement row = rows_.catalogue().prepare("SELECT uid FROM article WHERE id = ?1");
  return row.bind(1, id).step() ? row.text("uid") : std::string();
}

}  // namespace attache::indexer
