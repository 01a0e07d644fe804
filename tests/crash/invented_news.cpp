#include "tests/crash/invented_news.hpp"

#include <array>
#include <random>

#include <fmt/format.h>

namespace attache::tests {
namespace {

constexpr std::array kStates{"Vardania", "Ostria", "Kestovia", "Merrow", "Sarnova", "Halland", "Tarvos", "Lumenia"};
constexpr std::array kPeople{"Ilan Marel",  "Petra Voss",  "Dorin Kest", "Amara Okoye",
                             "Tomas Brand", "Lena Hollis", "Ivo Saar"};
constexpr std::array kOffices{"Foreign Minister", "Defence Minister", "President", "Prime Minister", "Ambassador"};
constexpr std::array kMatters{"the border crossing at Sarn",
                              "fishing rights in the northern strait",
                              "the pipeline across the delta",
                              "grain shipments",
                              "the exchange of prisoners",
                              "the customs union",
                              "the cease-fire",
                              "the inspection of the reactor",
                              "visas for students",
                              "the dam on the upper river"};
constexpr std::array kCues{"said", "told reporters", "warned", "announced", "denied", "insisted"};
constexpr std::array kSayings{"We will not accept new conditions", "The talks have been useful and will go on",
                              "There is no military solution", "Our partners know where we stand",
                              "The agreement must be carried out in full", "Nobody has asked us"};

class News {
 public:
  News(std::uint32_t number, std::uint32_t revision)
      : number_(number), revision_(revision), random_(number * 7919u + revision) {}

  std::string text() {
    const std::string first = pick(kStates);
    const std::string second = pick(kStates);
    const std::string matter = pick(kMatters);
    std::string out = fmt::format("{} and {} disagree over {} ({}/{})\n\n", first, second, matter, number_, revision_);
    out += fmt::format("{} {} {}\n\n", 1 + number_ % 28, kMonths[number_ % 12], 1990 + number_ % 35);
    const int paragraphs = 4 + static_cast<int>(random_() % 5);
    for (int i = 0; i < paragraphs; ++i) out += paragraph(first, matter) + "\n\n";
    return out;
  }

 private:
  static constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
  template <class Table>
  std::string pick(const Table& table) {
    return table[random_() % table.size()];
  }
  std::string paragraph(const std::string& state, const std::string& matter) {
    return fmt::format(
        "{} of {} {} {}: \"{}.\" Officials in the capital said that {} would be discussed again in week {}. "
        "The president is expected to say that the talks go on.",
        std::string(pick(kOffices)) + " " + pick(kPeople), state, pick(kCues), pick(kMatters), pick(kSayings), matter,
        random_() % 52);
  }

  std::uint32_t number_;
  std::uint32_t revision_;
  std::mt19937 random_;
};

}  // namespace

std::string invented_news(std::uint32_t number, std::uint32_t revision) { return News(number, revision).text(); }

}  // namespace attache::tests
