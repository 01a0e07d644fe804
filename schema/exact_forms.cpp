#include "schema/exact_forms.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "schema/usual_forms.hpp"

namespace attache::schema {
namespace {

class UsualForms {
 public:
  UsualForms() {
    for (std::string_view rest = kUsualForms; !rest.empty();) {
      const std::string_view row = rest.substr(0, rest.find('\n'));
      const auto tab = row.find('\t');
      of_stem_.emplace(row.substr(0, tab), row.substr(tab + 1));
      forms_.push_back(row.substr(tab + 1));
      rest.remove_prefix(row.size() + 1);
    }
    std::sort(forms_.begin(), forms_.end());
  }
  std::string_view of(std::string_view stem) const {
    const auto at = of_stem_.find(stem);
    return at == of_stem_.end() ? stem : at->second;
  }
  std::span<const std::string_view> forms() const { return forms_; }

 private:
  std::unordered_map<std::string_view, std::string_view> of_stem_;
  std::vector<std::string_view> forms_;
};

const UsualForms& table() {
  static const UsualForms instance;
  return instance;
}

}  // namespace

bool may_have_usual_form(std::string_view stem) {
  constexpr std::size_t kMostBytes = 128;  // far below where safe_term() hashes
  return stem.size() <= kMostBytes && stem != "die" && stem != "lie" && stem != "tie" && stem.find('_') == std::string_view::npos;
}

std::string_view usual_form(std::string_view stem) { return may_have_usual_form(stem) ? table().of(stem) : std::string_view(); }

std::span<const std::string_view> tabulated_forms() { return table().forms(); }

std::string_view beginning_of_forms(std::string_view stem) { return stem.substr(0, std::max<std::size_t>(stem.size(), 2) - 1); }

}  // namespace attache::schema
