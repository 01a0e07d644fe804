#include "indexer/writer/poison_search.hpp"

#include <new>
#include <optional>

#include <xapian.h>

#include "indexer/writer/index_parts.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

class Search {
 public:
  Search(const schema::ArchivePaths& paths, const std::string& scratch, std::span<const std::string> uids,
         const std::function<std::vector<Xapian::Document>(std::size_t)>& documents_of)
      : paths_(paths), scratch_(scratch), uids_(uids), documents_of_(documents_of) {}

  void run(std::size_t first, std::size_t last, std::vector<Unindexable>& out) const {
    if (first == last) return;
    const auto reason = reason_of(first, last);
    if (!reason) return;
    if (last - first == 1) {
      out.push_back({uids_[first], *reason});
      return;
    }
    const std::size_t middle = first + (last - first) / 2;
    run(first, middle, out);
    run(middle, last, out);
  }

 private:
  std::optional<std::string> reason_of(std::size_t first, std::size_t last) const {
    std::optional<std::string> reason;
    try {
      IndexParts index(paths_, {scratch_}, true);
      index.begin();
      for (std::size_t i = first; i < last; ++i) index.replace(0, uids_[i], documents_of_(i));
      index.commit({});
    } catch (const Xapian::Error& e) {
      if (!is_system_failure(e)) reason = e.get_description();
    } catch (const schema::Error& e) {
      if (e.code() == schema::ErrorCode::Damaged) reason = e.what();
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& e) {
      reason = e.what();
    }
    remove_part(paths_, scratch_);
    return reason;
  }

  const schema::ArchivePaths& paths_;
  const std::string& scratch_;
  std::span<const std::string> uids_;
  const std::function<std::vector<Xapian::Document>(std::size_t)>& documents_of_;
};

}  // namespace

std::vector<Unindexable> find_unindexable(const schema::ArchivePaths& paths, const std::string& scratch, std::span<const std::string> uids,
                                          const std::function<std::vector<Xapian::Document>(std::size_t)>& documents_of) {
  std::vector<Unindexable> out;
  Search(paths, scratch, uids, documents_of).run(0, uids.size(), out);
  return out;
}

}  // namespace attache::indexer
