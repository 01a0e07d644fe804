#include "indexer/readers/html/boilerplate_lines.hpp"

#include <re2/re2.h>

#include <string_view>
#include <vector>

namespace attache::indexer::html {
namespace {

constexpr std::size_t kLongestLine = 250;     // bytes
constexpr std::size_t kLongestBarrier = 600;  // bytes

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
                                           "follow us",
                                           "this slideshow requires javascript",
                                           "(?:\\w+-)?box aufklappen (?:\\w+-)?box zuklappen",
                                           "empfohlener (?:redaktioneller|externer) inhalt",
                                           "externer inhalt",
                                           "【?関連記事】?",
                                           "関連キーワード",
                                           "おすすめ(?:記事|情報)"};

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

// How what stands in the place of text begins until the reader pays, or lets another site's content in.
const std::vector<std::string_view> kBarriers{"この記事は(?:有料)?会員限定です",
                                              "an dieser stelle find(?:est du|en sie) (?:\\w+ ){0,3}inhalte?\\b",
                                              "ich bin damit einverstanden, dass mir (?:externe )?inhalte\\b",
                                              "personenbezogene daten können an drittplattformen",
                                              "mit klick auf .{1,60} (?:stimme|willige) ich",
                                              "this (?:article|story) (?:contains|includes) content (?:hosted|provided) (?:by|on) ",
                                              "we ask for your permission before anything is loaded",
                                              "to (?:view|see|watch) this (?:content|video|post|tweet|embed)\\b.* cookies",
                                              "(?:pour|afin de) (?:voir|afficher|consulter) ce contenu\\b",
                                              "(?:para|per) (?:ver|visualizzare) (?:este contenido|questo contenuto)\\b"};

}  // namespace

bool is_boilerplate_line(const std::string& line, bool has_link) {
  static const RE2 alone("(?i)(?:-+ ?)?" + any_of(kAlone) + "(?: ?-+)?[:.]?");
  static const RE2 linked("(?i)(?:" + any_of(kBeforeLink) + "\\s?[:|>»].*|" + any_of(kCalls) + "\\b.*)");
  static const RE2 barrier("(?is)" + any_of(kBarriers) + ".*");
  if (line.size() <= kLongestBarrier && RE2::FullMatch(line, barrier)) return true;
  if (line.size() > kLongestLine) return false;
  return RE2::FullMatch(line, alone) || (has_link && RE2::FullMatch(line, linked));
}

}  // namespace attache::indexer::html
