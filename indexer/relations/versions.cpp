#include "indexer/relations/versions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <vector>

#include "indexer/relations/copies.hpp"
#include "indexer/relations/shingles.hpp"
#include "schema/date.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

constexpr int kMostKnown = 64;           // articles of the same identifier or address that are looked at, newest first
constexpr std::size_t kMostRead = 16;    // of them, those whose text is read
constexpr std::size_t kTellingId = 12;   // bytes of an identifier that no two outlets give by chance, unlike "1"
constexpr std::size_t kTitleWords = 3;   // "News in brief" is a headline, "Ostria" may be anybody's

// A number that a publisher counts versions with: "2".
std::optional<std::int64_t> number_of(std::string_view version) {
  std::int64_t out = 0;
  const char* end = version.data() + version.size();
  const auto [rest, failure] = std::from_chars(version.data(), end, out);
  if (failure != std::errc() || rest != end) return std::nullopt;
  return out;
}

bool may_be_one_outlet(std::string_view a, std::string_view b) {
  return a.empty() || b.empty() || schema::fold_phrase(a) == schema::fold_phrase(b);
}

bool same_title(std::string_view a, std::string_view b) {
  const std::string folded = schema::fold_phrase(a);
  return folded == schema::fold_phrase(b) && static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' ')) + 1 >= kTitleWords;
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int out = 0;
  const auto [rest, failure] = std::from_chars(text.data() + at, text.data() + at + count, out);
  if (failure != std::errc() || rest != text.data() + at + count) return std::nullopt;
  return out;
}

// One version of a group, with what it is put in order by.
struct Version {
  std::int64_t id = 0;
  std::string uid;
  std::string outlet;
  std::string status;
  std::int64_t fingerprint = 0;
  std::optional<std::int64_t> number;
  std::optional<std::int64_t> changed;    // updated, else published: second
  std::optional<std::int64_t> day;        // of the same: day
  std::optional<std::int64_t> retrieved;  // second
};
using SortKey = std::optional<std::int64_t> Version::*;

Version version_of(const schema::Statement& row) {
  Version out;
  out.id = row.integer("id");
  out.uid = row.text("uid");
  out.outlet = row.text("outlet");
  out.status = row.text("status");
  out.fingerprint = row.integer("fingerprint");
  out.number = number_of(row.text("version"));
  const bool updated = !row.text("updated_at").empty() || !row.text("updated").empty();
  out.changed = instant_of(row.text(updated ? "updated_at" : "published_at"));
  if (const auto day = schema::parse_date(row.text(updated ? "updated" : "published"))) out.day = schema::days_since_epoch(*day);
  out.retrieved = instant_of(row.text("retrieved_at"));
  return out;
}

// The keys that every version has: one that some lack would not order them all.
std::vector<SortKey> sort_keys(const std::vector<Version>& versions) {
  const auto all_have = [&](SortKey key) {
    return std::all_of(versions.begin(), versions.end(), [&](const Version& version) { return (version.*key).has_value(); });
  };
  std::vector<SortKey> out;
  for (const SortKey key : {&Version::number, all_have(&Version::changed) ? &Version::changed : &Version::day, &Version::retrieved})
    if (all_have(key)) out.push_back(key);
  return out;
}

// The same version read once more: nothing of it differs.
bool is_same_reading(const Version& a, const Version& b) {
  return a.fingerprint == b.fingerprint && a.status == b.status && a.number == b.number && may_be_one_outlet(a.outlet, b.outlet) &&
         (a.day == b.day || !a.day || !b.day);
}

// Which reading of one version is listed: one with day and outlet, else the first that came.
bool is_listed_before(const Version& a, const Version& b) {
  const auto known = [](const Version& v) { return v.day.has_value() + !v.outlet.empty(); };
  return known(a) != known(b) ? known(a) > known(b) : a.id < b.id;
}

}  // namespace

std::string address_of(std::string_view url) {
  constexpr std::array<std::string_view, 4> kCampaign{"utm_", "fbclid=", "gclid=", "mc_cid="};
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('#'));
  const auto host_end = std::min(url.find_first_of("/?"), url.size());
  std::string out = schema::fold(url.substr(0, host_end));
  if (out.starts_with("www.")) out.erase(0, 4);
  std::string_view rest = url.substr(host_end);
  std::string_view path = rest.substr(0, rest.find('?'));
  std::string_view query = path.size() < rest.size() ? rest.substr(path.size() + 1) : std::string_view();
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string kept;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    const bool campaign = std::any_of(kCampaign.begin(), kCampaign.end(), [&](std::string_view name) { return one.starts_with(name); });
    if (!one.empty() && !campaign) kept.append(kept.empty() ? "?" : "&").append(one);
  }
  if (out.empty() || (path.empty() && kept.empty())) return {};
  return out.append(path).append(kept);
}

std::optional<std::int64_t> instant_of(std::string_view iso) {
  const auto day = schema::parse_date(iso);
  const auto hour = digits(iso, 11, 2), minute = digits(iso, 14, 2);
  if (!day || !hour || !minute || iso[10] != 'T') return std::nullopt;
  std::int64_t out = std::int64_t{schema::days_since_epoch(*day)} * 86400 + *hour * 3600 + *minute * 60;
  std::string_view zone = iso.substr(16);
  if (zone.starts_with(':')) {
    out += digits(iso, 17, 2).value_or(0);
    zone = zone.substr(std::min<std::size_t>(3, zone.size()));
  }
  if (zone == "Z") return out;
  const auto hours = digits(zone, 1, 2), minutes = digits(zone, 4, 2);
  if (!hours || !minutes) return std::nullopt;
  const std::int64_t offset = *hours * 3600 + *minutes * 60;
  return zone.front() == '-' ? out + offset : out - offset;
}

Versions::Versions(RelationRows& rows, double least_containment)
    : rows_(rows), least_containment_(least_containment > 0 ? least_containment : kNearContainment),
      known_(rows.catalogue().prepare(
          "SELECT id, outlet, title, version, status, version_group, external_id FROM article JOIN relation ON article_id = id"
          " WHERE id IN (SELECT id FROM article WHERE external_id = ?1 AND external_id <> ''"
          " UNION SELECT article_id FROM relation WHERE address = ?2 AND address <> '') AND id <> ?3 ORDER BY id DESC LIMIT ?4")),
      group_of_(rows.catalogue().prepare("SELECT version_group FROM relation WHERE article_id = ?1")),
      others_of_group_(rows.catalogue().prepare("SELECT min(article_id) AS least FROM relation WHERE version_group = ?1 AND article_id <> ?1")) {}

std::int64_t Versions::group_of(std::int64_t id) {
  const std::int64_t group = group_of_.bind(1, id).step() ? group_of_.integer("version_group") : id;
  group_of_.reset();
  return group;
}

void Versions::place(std::int64_t id, const schema::Article& article) {
  const std::string address = address_of(article.canonical_url.empty() ? article.url : article.canonical_url);
  const std::int64_t before = group_of(id);
  const auto group = find_group(id, article, address);
  if (!group) set_apart(id);
  if (group || before != id) touched_.insert({before, group.value_or(id)});
  rows_.set_identity(id, address, fingerprint_of(article), group.value_or(id));
}

// A group bears the number of one of its articles: where that one is alone, the others get another.
void Versions::set_apart(std::int64_t id) {
  others_of_group_.bind(1, id).step();
  const std::int64_t least = others_of_group_.integer("least");
  others_of_group_.reset();
  if (least == 0) return;
  touched_.insert(id);
  rows_.catalogue().prepare("UPDATE relation SET version_group = ?2 WHERE version_group = ?1 AND article_id <> ?1").bind(1, id).bind(2, least).run();
  touched_.insert(least);
}

void Versions::leave(std::int64_t id) { touched_.insert(group_of(id)); }

void Versions::settle() {
  for (const std::int64_t group : touched_) order(group);
  touched_.clear();
}

// Articles that have its identifier or address, newest first.
std::vector<Versions::Known> Versions::known(std::int64_t id, const schema::Article& article, const std::string& address) {
  std::vector<Known> out;
  known_.bind(1, article.external_id).bind(2, address).bind(3, id).bind(4, std::int64_t{kMostKnown});
  while (known_.step())
    out.push_back({known_.integer("id"), known_.integer("version_group"), known_.text("outlet"), known_.text("title"),
                   known_.text("version"), known_.text("status"), known_.text("external_id")});
  return out;
}

// The group of the newest of them that is like it.
std::optional<std::int64_t> Versions::find_group(std::int64_t id, const schema::Article& article, const std::string& address) {
  if (address.empty() && article.external_id.empty()) return std::nullopt;
  const auto canceled = schema::name_in(schema::kPublicationStatuses, schema::PublicationStatus::Canceled);
  std::optional<Wording> wording;
  std::size_t read = 0;
  for (const Known& other : known(id, article, address)) {
    if (!may_be_one_outlet(article.outlet, other.outlet)) continue;
    const bool same_id = !article.external_id.empty() && other.external_id == article.external_id;
    const bool one_outlet = !article.outlet.empty() && !other.outlet.empty();
    const bool telling = same_id ? one_outlet || article.external_id.size() >= kTellingId : true;
    const auto number = number_of(article.version), other_number = number_of(other.version);
    const bool counted = same_id && number && other_number && number != other_number;
    // A notice that a story is killed has other words than the story.
    const bool taken_back = article.status == schema::PublicationStatus::Canceled || other.status == canceled;
    bool one = (telling && (counted || taken_back)) || same_title(article.title, other.title);
    if (!one && read++ < kMostRead) {
      if (!wording) wording = wording_of(article);
      Overlap overlap = overlap_of(*wording, rows_.wording_of(other.id));
      overlap.days_apart = 0;  // a page may be brought up to date any time later
      one = likeness(overlap, least_containment_) != schema::Copy::None;
    }
    if (one) return other.group;
  }
  return std::nullopt;
}

void Versions::order(std::int64_t group) {
  std::vector<Version> versions;
  schema::Statement rows = rows_.catalogue().prepare(
      "SELECT id, uid, outlet, status, version, updated, published, updated_at, published_at, retrieved_at, fingerprint"
      " FROM relation JOIN article ON id = article_id WHERE version_group = ?1 ORDER BY id");
  rows.bind(1, group);
  while (rows.step()) versions.push_back(version_of(rows));
  const auto keys = sort_keys(versions);
  std::stable_sort(versions.begin(), versions.end(), [&](const Version& a, const Version& b) {
    for (const SortKey key : keys)
      if (a.*key != b.*key) return a.*key < b.*key;
    return false;
  });
  std::vector<std::span<Version>> readings;  // of each version in turn, the one that is listed first
  for (auto at = versions.begin(); at != versions.end();) {
    const auto end = std::find_if_not(at, versions.end(), [&](const Version& other) { return is_same_reading(*at, other); });
    std::sort(at, end, is_listed_before);
    readings.emplace_back(at, end);
    at = end;
  }
  for (std::size_t i = 0; i < readings.size(); ++i)
    for (const Version& one : readings[i]) {
      schema::Relations relations;
      if (i > 0) relations.supersedes = readings[i - 1].front().uid;
      if (i + 1 < readings.size()) relations.superseded_by = readings[i + 1].front().uid;
      if (&one != &readings[i].front()) relations.duplicate_of = readings[i].front().uid;
      rows_.set_versions(one.id, relations);
    }
}

}  // namespace attache::indexer
