#include "schema/exact_forms.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "schema/usual_forms.hpp"

namespace attache::schema {
namespace {

// Calls take(stem, form) with each row of the table.
template <class Take>
void each_row(const Take& take) {
  for (std::string_view rest = kUsualForms; !rest.empty();) {
    const std::string_view row = rest.substr(0, rest.find('\n'));
    const auto tab = row.find('\t');
    take(row.substr(0, tab), row.substr(tab + 1));
    rest.remove_prefix(row.size() + 1);
  }
}

}  // namespace

bool may_have_usual_form(std::string_view stem) {
  constexpr std::size_t kMostBytes = 128;  // far below where safe_term() hashes
  return stem.size() <= kMostBytes && stem != "die" && stem != "lie" && stem != "tie" && stem.find('_') == std::string_view::npos;
}

std::string_view usual_form(std::string_view stem) {
  static const auto forms = [] {
    std::unordered_map<std::string_view, std::string_view> out;
    each_row([&](std::string_view of, std::string_view form) { out.emplace(of, form); });
    return out;
  }();
  if (!may_have_usual_form(stem)) return {};
  const auto at = forms.find(stem);
  return at == forms.end() ? stem : at->second;
}

std::span<const std::string_view> tabulated_forms() {
  static const auto forms = [] {
    std::vector<std::string_view> out;
    each_row([&](std::string_view, std::string_view form) { out.push_back(form); });
    std::sort(out.begin(), out.end());
    return out;
  }();
  return forms;
}

std::string_view beginning_of_forms(std::string_view stem) { return stem.substr(0, std::max<std::size_t>(stem.size(), 2) - 1); }

}  // namespace attache::schema
