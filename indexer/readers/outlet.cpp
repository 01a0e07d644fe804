#include "indexer/readers/outlet.hpp"

#include <algorithm>

namespace attache::indexer {

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  host = host.substr(host.rfind('@') + 1);  // npos + 1 is 0
  return host.substr(0, host.find(':'));
}

void name_outlet(schema::Article& article, const schema::Names& names) {
  const schema::Outlet* outlet = nullptr;
  if (!article.outlet.empty())
    outlet = names.outlet(article.outlet);
  else
    for (const std::string* url : {&article.canonical_url, &article.url})
      if (!outlet) outlet = names.outlet_of_host(host_of(*url));
  if (outlet) article.outlet = outlet->name;
}

}  // namespace attache::indexer
