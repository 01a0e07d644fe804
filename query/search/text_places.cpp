#include "query/search/text_places.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace attache::query {
namespace {

using Matches = std::vector<Match>;

bool before(const Match& a, const Match& b) {
  return std::tuple(a.whole.first, a.whole.last) < std::tuple(b.whole.first, b.whole.last);
}

std::vector<Place> parts_of(const Match& match) { return match.parts.empty() ? std::vector<Place>{match.whole} : match.parts; }

// What is met by the matches together.
Match joined(std::span<const Match* const> matches) {
  Match out{matches.front()->whole, {}};
  for (const Match* match : matches) {
    out.whole.first = std::min(out.whole.first, match->whole.first);
    out.whole.last = std::max(out.whole.last, match->whole.last);
    for (const Place& part : parts_of(*match)) out.parts.push_back(part);
  }
  std::sort(out.parts.begin(), out.parts.end(), [](const Place& a, const Place& b) { return a.first < b.first; });
  out.parts.erase(std::unique(out.parts.begin(), out.parts.end()), out.parts.end());
  return out;
}

Matches sorted(Matches matches) {
  std::sort(matches.begin(), matches.end(), before);
  matches.erase(std::unique(matches.begin(), matches.end()), matches.end());
  return matches;
}

// Words from the end of one to the beginning of the other; 0 where they overlap.
std::uint32_t distance(const Place& a, const Place& b) {
  if (a.last < b.first) return b.first - a.last;
  return b.last < a.first ? a.first - b.last : 0;
}

// Which ways of joining matches are wanted. Inside another operator each stretch counts that can be joined, since what stands before it may
// be near the longer one only; else one for each place of the last part, with the nearest of the others.
enum class Ways { Nearest, All };

// Matches that are no stretch met before.
class Joiner {
 public:
  void add(std::span<const Match* const> matches) {
    std::uint32_t first = matches.front()->whole.first, last = 0;
    for (const Match* match : matches) {
      first = std::min(first, match->whole.first);
      last = std::max(last, match->whole.last);
    }
    if (met_.insert(std::uint64_t{first} << 32 | last).second) out_.push_back(joined(matches));
  }
  void add_stretch(Place whole) {
    if (met_.insert(std::uint64_t{whole.first} << 32 | whole.last).second) out_.push_back({whole, {}});
  }
  Matches take() { return sorted(std::move(out_)); }

 private:
  Matches out_;
  std::unordered_set<std::uint64_t> met_;
};

void sort_by_end(Matches& matches) {
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return std::tuple(a.whole.last, a.whole.first) < std::tuple(b.whole.last, b.whole.first);
  });
}

// Calls join(previous, next) for matches of `previous`, sorted by their ends, that end at most `most` words before one of `next`, sorted by
// their beginnings, begins: the nearest or all.
template <class Join>
void each_before(const Matches& previous, const Matches& next, std::uint32_t most, Ways ways, Join&& join) {
  std::size_t after = 0;
  for (const Match& match : next) {
    while (after < previous.size() && previous[after].whole.last < match.whole.first) ++after;
    for (auto at = after; at > 0 && match.whole.first - previous[at - 1].whole.last <= most; --at) {
      join(previous[at - 1], match);
      if (ways == Ways::Nearest) break;
    }
  }
}

// One after the other, each `most` words after the one before at most; in a phrase within a sentence.
Matches chained(std::vector<Matches>& children, std::uint32_t most, bool phrase, Ways ways, const Borders& borders) {
  Matches so_far = std::move(children.front());
  for (std::size_t i = 1; i < children.size() && !so_far.empty(); ++i) {
    sort_by_end(so_far);
    Joiner longer;
    each_before(so_far, children[i], most, ways, [&](const Match& previous, const Match& next) {
      const Match* both[] = {&previous, &next};
      if (!phrase)
        longer.add(both);
      else if (borders.same_sentence(previous.whole.last, next.whole.first))
        longer.add_stretch({previous.whole.first, next.whole.last});
    });
    so_far = longer.take();
  }
  return so_far;
}

// The two in whatever order, at most `most` words apart.
Matches near_two(const Matches& a, const Matches& b, std::uint32_t most, Ways ways) {
  Joiner out;
  for (const auto& [first, second] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    Matches by_end = *first;
    sort_by_end(by_end);
    each_before(by_end, *second, most, ways, [&](const Match& previous, const Match& next) {
      const Match* both[] = {&previous, &next};
      out.add(both);
    });
  }
  return out.take();
}

// A match of one of several children.
struct Item {
  const Match* match;
  std::size_t child;
};

std::vector<Item> items_of(const std::vector<Matches>& children) {
  std::vector<Item> out;
  for (std::size_t child = 0; child < children.size(); ++child)
    for (const Match& match : children[child]) out.push_back({&match, child});
  return out;
}

// More than two: which sets of children a chain that ends at a match can have, and where it begins.
Matches near_many(const std::vector<Matches>& children, std::uint32_t most, Ways ways) {
  struct Chain {
    unsigned set;
    std::uint32_t first;
    auto operator<=>(const Chain&) const = default;
  };
  auto items = items_of(children);
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return before(*a.match, *b.match); });
  std::uint32_t longest = 0;  // words that a match has besides its first
  for (const Item& item : items) longest = std::max(longest, item.match->whole.last - item.match->whole.first);
  std::vector<std::map<Chain, std::pair<std::size_t, Chain>>> chains(items.size());  // and what it goes on from
  const unsigned all = (1u << children.size()) - 1;
  Joiner out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto first = items[i].match->whole.first;
    const unsigned own = 1u << items[i].child;
    const Chain alone{own, ways == Ways::All ? first : 0};
    chains[i].emplace(alone, std::pair(i, alone));
    for (std::size_t j = i; j-- > 0 && first - items[j].match->whole.first <= std::uint64_t{most} + longest;) {
      const auto last = items[j].match->whole.last;
      if (last >= first || first - last > most) continue;
      for (const auto& [chain, from] : chains[j])
        if (!(chain.set & own)) chains[i].emplace(Chain{chain.set | own, chain.first}, std::pair(j, chain));
    }
    for (const auto& [chain, from] : chains[i]) {
      if (chain.set != all) continue;
      std::vector<const Match*> matches;
      auto at = i;
      for (auto link = chain;;) {
        matches.push_back(items[at].match);
        const auto& [previous, rest] = chains[at].at(link);
        if (previous == at) break;
        at = previous;
        link = rest;
      }
      out.add(matches);
    }
  }
  return out.take();
}

// The ends of the stretches from `first` on in which each of the children has a match of its own, none over another: with the matches of
// one that ends first (Ways::Nearest) or of each. `items` are sorted by their ends.
void seat(std::span<const Item> items, std::size_t children, std::uint32_t first, Ways ways, Joiner& out) {
  struct Seated {
    const Item* item = nullptr;  // nothing: not reached
    unsigned before = 0;         // set without it
  };
  const unsigned all = (1u << children) - 1;
  std::vector<Seated> seated(all + 1);  // of each set of children, the one that ends first
  for (const Item& item : items) {
    if (item.match->whole.first < first) continue;
    const unsigned own = 1u << item.child;
    for (unsigned set = 0; set <= all; ++set) {
      if (set & own) continue;
      // A stretch begins where its first match does.
      if (set == 0 ? ways == Ways::All && item.match->whole.first != first
                   : !seated[set].item || seated[set].item->match->whole.last >= item.match->whole.first)
        continue;
      const bool whole = (set | own) == all;
      if (seated[set | own].item && !whole) continue;
      const auto held = std::exchange(seated[set | own], {&item, set});
      if (!whole) continue;
      std::vector<const Match*> matches;
      for (unsigned at = all; at != 0; at = seated[at].before) matches.push_back(seated[at].item->match);
      out.add(matches);
      if (ways == Ways::Nearest) return;
      if (held.item) seated[all] = held;
    }
  }
}

// All in one sentence or paragraph: one match for each that has them, or every stretch.
template <class Same>
Matches together(const std::vector<Matches>& children, Ways ways, Same&& same) {
  auto items = items_of(children);
  std::erase_if(items, [&](const Item& item) { return !same(item.match->whole.first, item.match->whole.last); });
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.match->whole.last < b.match->whole.last; });
  Joiner out;
  for (std::size_t begin = 0, end = 0; begin < items.size(); begin = end) {
    while (end < items.size() && same(items[begin].match->whole.first, items[end].match->whole.first)) ++end;
    const std::span<const Item> here(items.data() + begin, end - begin);
    if (ways == Ways::Nearest) {
      seat(here, children.size(), 0, ways, out);
      continue;
    }
    std::set<std::uint32_t> firsts;
    for (const Item& item : here) firsts.insert(item.match->whole.first);
    for (const auto first : firsts) seat(here, children.size(), first, ways, out);
  }
  return out.take();
}

// Those of the first that have none of the second within `most` words.
Matches not_near(Matches first, const Matches& second, std::uint32_t most) {
  std::uint32_t longest = 0;
  for (const Match& match : second) longest = std::max(longest, match.whole.last - match.whole.first);
  std::erase_if(first, [&](const Match& match) {
    const std::uint64_t reach = std::uint64_t{most} + longest;
    const auto from = match.whole.first > reach ? match.whole.first - reach : 0;
    auto at = std::lower_bound(second.begin(), second.end(), from, [](const Match& one, std::uint64_t word) { return one.whole.first < word; });
    for (; at != second.end() && at->whole.first <= std::uint64_t{match.whole.last} + most; ++at)
      if (distance(match.whole, at->whole) <= most) return true;
    return false;
  });
  return first;
}

Matches evaluate(const PlaceQuery& query, std::span<const std::vector<std::uint32_t>> leaves, const Borders& borders, Ways ways) {
  if (query.op == Op::Word) {
    Matches out;
    out.reserve(leaves[query.leaf].size());
    for (const auto word : leaves[query.leaf]) out.push_back({{word, word}, {}});
    return out;
  }
  const bool passes_on = query.op == Op::Or || query.op == Op::AtLeast || query.op == Op::First || query.op == Op::Lead;
  std::vector<Matches> children;
  for (const PlaceQuery& child : query.children) {
    children.push_back(evaluate(child, leaves, borders, passes_on ? ways : Ways::All));
    const bool needed = query.op != Op::Or && !(query.op == Op::NotNear && children.size() == 2);
    if (needed && children.back().empty()) return {};
  }
  switch (query.op) {
    case Op::Or: {
      Matches out;
      for (Matches& child : children) out.insert(out.end(), child.begin(), child.end());
      return sorted(std::move(out));
    }
    case Op::Phrase: return chained(children, 1, true, ways, borders);
    case Op::Adjacent: return chained(children, query.count, false, ways, borders);
    case Op::Near:
      return children.size() == 2 ? near_two(children[0], children[1], query.count, ways) : near_many(children, query.count, ways);
    case Op::Sentence: return together(children, ways, [&](auto a, auto b) { return borders.same_sentence(a, b); });
    case Op::Paragraph: return together(children, ways, [&](auto a, auto b) { return borders.same_paragraph(a, b); });
    case Op::AtLeast: return children[0].size() >= query.count ? std::move(children[0]) : Matches{};
    case Op::First: std::erase_if(children[0], [&](const Match& match) { return match.whole.last >= query.count; }); break;
    case Op::Lead:
      std::erase_if(children[0], [&](const Match& match) { return !borders.in_lead(match.whole.first) || !borders.in_lead(match.whole.last); });
      break;
    case Op::NotNear: return not_near(std::move(children[0]), children[1], query.count);
    default: break;
  }
  return std::move(children[0]);
}

}  // namespace

std::vector<Match> matches_of(const PlaceQuery& query, std::span<const std::vector<std::uint32_t>> leaves, const Borders& borders) {
  return evaluate(query, leaves, borders, Ways::Nearest);
}

}  // namespace attache::query
