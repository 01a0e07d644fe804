#include "query/answer/gaps.hpp"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "schema/own_tables.hpp"

namespace attache::query {
namespace {

// An engine's name is its kind and a number ("careful-5"): those of one kind replace each other, kinds stand side by side.
std::pair<std::string_view, std::string_view> kind_and_number(std::string_view reading) {
  const auto engine = schema::engine_of(reading);
  const std::size_t dash = engine.rfind('-');
  return dash == std::string_view::npos ? std::pair(engine, std::string_view()) : std::pair(engine.substr(0, dash), engine.substr(dash + 1));
}

// Those of the archive's engines that have a newer one of their kind beside them.
std::set<std::string_view> older_engines(const schema::Totals& totals) {
  std::set<std::string_view> out;
  for (const auto& engine : totals.engines) {
    const auto [kind, number] = kind_and_number(engine.name);
    for (const auto& other : totals.engines) {
      const auto [other_kind, other_number] = kind_and_number(other.name);
      if (other_kind == kind && std::pair(other_number.size(), other_number) > std::pair(number.size(), number)) out.insert(engine.name);
    }
  }
  return out;
}

}  // namespace

Gaps gaps_of(const schema::Totals& totals, const std::map<std::string, std::uint64_t>& by_engine) {
  Gaps out;
  out.unread = totals.unread_inputs;
  out.unindexed = totals.unindexed_articles;
  out.other_languages = schema::articles_of_other_languages(totals);
  const auto older = older_engines(totals);
  for (const auto& [reading, count] : by_engine) {
    if (older.contains(reading)) out.older_engine += count;
    if (schema::names_digest_of(reading) != totals.names) out.other_names += count;
  }
  return out;
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string to_text(const Gaps& gaps) {
  std::string out;
  const auto add = [&](auto count, std::string_view noun, std::string_view rest) {
    if (count > 0) out += fmt::format("; {}{}", counted(static_cast<std::uint64_t>(count), noun), rest);
  };
  add(gaps.unread, "file", " that could not be read");
  add(gaps.unindexed, "article", " saved but not yet searchable");
  add(gaps.other_languages, "article", " in languages whose quotations are not read");
  add(gaps.older_engine, "quote", " made by an older engine");
  add(gaps.other_names, "quote", " read with other tables of names");
  return out;
}

}  // namespace attache::query
