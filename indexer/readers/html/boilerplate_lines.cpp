#include "indexer/readers/html/boilerplate_lines.hpp"

#include <re2/re2.h>

#include <string_view>
#include <vector>

namespace attache::indexer::html {
namespace {

constexpr std::size_t kLongestLine = 250;  // bytes

std::string any_of(const std::vector<std::string_view>& patterns) {
  std::string out;
  for (const std::string_view pattern : patterns) out += (out.empty() ? "(?:" : "|") + std::string(pattern);
  return out + ")";
}

// All that the line says.
const std::vector<std::string_view> kAlone{"ads?",
                                           "advert(?:isement|ising)?",
                                           "sponsored",
                                           "promoted",
                                           "anzeige",
                                           "werbung",
                                           "publicidad",
                                           "publicité",
                                           "pubblicità",
                                           "publicidade",
                                           "reklama?",
                                           "advertentie",
                                           "annonse",
                                           "реклама",
                                           "(?:\\d+ )?comments?",
                                           "leave a comment",
                                           "share(?: this)?",
                                           "share (?:this )?(?:article|story)",
                                           "print",
                                           "email",
                                           "tweet",
                                           "copy link",
                                           "save",
                                           "related(?: (?:articles?|stories|topics?|news|content))?",
                                           "(?:read )?more",
                                           "see also",
                                           "also read",
                                           "most (?:read|popular)",
                                           "recommended",
                                           "trending",
                                           "loading\\.*",
                                           "close",
                                           "menu",
                                           "skip to content",
                                           "(?:story|article) continues below(?: advertisement)?",
                                           "(?:scroll to )?continue(?: reading)?",
                                           "updated",
                                           "published",
                                           "tags?",
                                           "topics?",
                                           "photos?",
                                           "video",
                                           "watch(?: now)?",
                                           "listen",
                                           "live",
                                           "subscribe",
                                           "sign up",
                                           "log in",
                                           "follow us"};

// Before a colon or the like, and what is linked.
const std::vector<std::string_view> kBeforeLink{"(?:also )?read(?: more| also| next| here)?",
                                                "more(?: on| from)",
                                                "see (?:also|more)",
                                                "related(?: \\w+)?",
                                                "watch",
                                                "listen",
                                                "recommended",
                                                "don't miss",
                                                "lesen sie(?: auch| mehr)?",
                                                "mehr zum thema",
                                                "(?:à )?lire aussi",
                                                "lea también",
                                                "leia (?:também|mais)",
                                                "leggi anche",
                                                "lees ook",
                                                "læs også",
                                                "les også",
                                                "läs (?:också|mer)",
                                                "czytaj (?:też|także)",
                                                "читайте также"};

// How calls to readers begin.
const std::vector<std::string_view> kCalls{"sign up",
                                           "subscribe",
                                           "follow us",
                                           "follow \\w+ on",
                                           "click here",
                                           "download (?:the|our)",
                                           "join (?:us|our|the conversation)",
                                           "get (?:the|our) .{0,40}newsletter"};

}  // namespace

bool is_boilerplate_line(const std::string& line, bool has_link) {
  static const RE2 alone("(?i)(?:-+ ?)?" + any_of(kAlone) + "(?: ?-+)?[:.]?");
  static const RE2 linked("(?i)(?:" + any_of(kBeforeLink) + "\\s?[:|>»].*|" + any_of(kCalls) + "\\b.*)");
  if (line.size() > kLongestLine) return false;
  return RE2::FullMatch(line, alone) || (has_link && RE2::FullMatch(line, linked));
}

}  // namespace attache::indexer::html
