// Outlets: reading outlets.tsv, and finding one by its name or host.
#include <algorithm>

#include <fmt/format.h>

#include "schema/names/facts.hpp"
#include "schema/names/impl.hpp"
#include "schema/names/table.hpp"

namespace attache::schema {
namespace names {

std::string outlet_key(std::string_view name) {
  std::string key = fold_phrase(name);
  if (key.starts_with("the ")) key.erase(0, 4);
  return key;
}

// Own rows come first: what they say of a name or host stands.
void Facts::read_outlets(const GivenTable& table) {
  TableReader row(table.label, table.content, table.format->columns);
  while (row.next()) {
    check_source(row, table);
    const auto id = row.required("id");
    if (!id.starts_with(table.format->id_prefix)) row.fail(fmt::format("the id must begin with {}", table.format->id_prefix));
    if (const auto known = std::ranges::find(outlets, id, &Outlet::id); known != outlets.end()) {
      if (!table.own) continue;
      row.fail(fmt::format("{} is there twice", id));
    }
    const auto agency = row.cell("agency");
    if (!agency.empty() && agency != "y") row.fail(fmt::format("agency is y or nothing, not \"{}\"", agency));
    if (!row.cell("country").empty() && !find(row.cell("country"))) row.fail(fmt::format("{} is no entity", row.cell("country")));
    const Outlet& outlet = outlets.emplace_back(Outlet{id, row.required("name"), row.cell("country"), agency == "y"});
    const auto index = [&](StringMap<const Outlet*>& by, std::string key, std::string_view written) {
      if (key.empty()) row.fail(fmt::format("\"{}\" has no words", written));
      const auto [at, is_new] = by.try_emplace(std::move(key), &outlet);
      if (is_new || at->second == &outlet) return;  // "AP", "The AP"
      if (table.own || !is_own_outlet(*at->second))
        row.fail(fmt::format("\"{}\" is {}'s already", written, at->second->id));
    };
    index(outlets_by_name, outlet_key(outlet.name), outlet.name);
    for (const auto name : row.list("names")) index(outlets_by_name, outlet_key(name), name);
    for (const auto host : row.list("domains")) index(outlets_by_host, fold(host), host);
  }
  if (table.own) own_outlets_ = outlets.size();
}

bool Facts::is_own_outlet(const Outlet& outlet) const {
  return std::any_of(outlets.begin(), outlets.begin() + static_cast<std::ptrdiff_t>(own_outlets_),
                     [&](const Outlet& own) { return &own == &outlet; });
}

}  // namespace names

const Outlet* Names::outlet(std::string_view name) const {
  const auto& by_name = impl_->facts.outlets_by_name;
  const auto found = by_name.find(names::outlet_key(name));
  return found == by_name.end() ? nullptr : found->second;
}

const Outlet* Names::outlet_of_host(std::string_view host) const {
  const auto& by_host = impl_->facts.outlets_by_host;
  const std::string folded = fold(host);
  for (std::string_view rest = folded; !rest.empty();) {
    if (const auto found = by_host.find(rest); found != by_host.end()) return found->second;
    const auto point = rest.find('.');
    if (point == std::string_view::npos) break;
    rest.remove_prefix(point + 1);
  }
  return nullptr;
}

}  // namespace attache::schema
