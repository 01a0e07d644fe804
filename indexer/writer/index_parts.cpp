#include "indexer/writer/index_parts.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <numeric>
#include <system_error>

#include <xapian.h>

#include "indexer/writer/in_threads.hpp"
#include "schema/terms.hpp"

namespace attache::indexer {

void write_marks(Xapian::WritableDatabase& part, const Marks& marks) {
  if (marks.marker) {
    part.set_metadata(schema::kMarkerKey, schema::to_string(*marks.marker));
    part.set_metadata(schema::kStoreKey, marks.store_uuid);
    part.set_metadata(schema::kIndexerKey, schema::indexer_signature());
  }
  part.set_metadata(schema::kTotalsKey, schema::to_json(marks.totals));
}

struct IndexParts::Impl {
  struct Part {
    std::string name;
    std::string path;
    Xapian::WritableDatabase database;
  };
  schema::ArchivePaths paths;
  std::vector<Part> parts;

  void open(const std::string& name, int flags) {
    const std::string path = paths.part(name);
    parts.push_back({name, path, Xapian::WritableDatabase(path, flags)});
    schema::sync_directory(path);
  }
};

IndexParts::IndexParts(const schema::ArchivePaths& paths, const std::vector<std::string>& names, bool create)
    : impl_(std::make_unique<Impl>()) {
  impl_->paths = paths;
  for (const std::string& name : names)
    impl_->open(name, create ? Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS : Xapian::DB_OPEN);
}
IndexParts::~IndexParts() = default;
IndexParts::IndexParts(IndexParts&&) noexcept = default;
IndexParts& IndexParts::operator=(IndexParts&&) noexcept = default;

std::optional<std::vector<schema::Marker>> IndexParts::markers(std::string_view store_uuid) const {
  std::vector<schema::Marker> out;
  for (const auto& part : impl_->parts) {
    const auto found = schema::parse_marker(part.database.get_metadata(schema::kMarkerKey));
    if (!found || part.database.get_metadata(schema::kStoreKey) != store_uuid ||
        part.database.get_metadata(schema::kIndexerKey) != schema::indexer_signature())
      return std::nullopt;
    out.push_back(*found);
  }
  return out;
}

std::vector<std::string> IndexParts::article_uids() const {
  const std::string prefix(schema::field(schema::FieldId::Uid).prefix);
  std::vector<std::string> out;
  for (const auto& part : impl_->parts)
    for (auto term = part.database.allterms_begin(prefix); term != part.database.allterms_end(prefix); ++term)
      out.push_back((*term).substr(prefix.size()));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::uint32_t IndexParts::document_count() const {
  const auto all = sizes();
  return std::accumulate(all.begin(), all.end(), std::uint32_t{0});
}

std::vector<std::string> IndexParts::names() const {
  std::vector<std::string> out;
  for (const auto& part : impl_->parts) out.push_back(part.name);
  return out;
}

std::vector<std::uint32_t> IndexParts::sizes() const {
  std::vector<std::uint32_t> out;
  for (const auto& part : impl_->parts) out.push_back(part.database.get_doccount());
  return out;
}

std::size_t IndexParts::count() const { return impl_->parts.size(); }

std::vector<std::size_t> IndexParts::parts_of(std::string_view uid) const {
  const std::string term = schema::value_term(schema::FieldId::Uid, uid);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < impl_->parts.size(); ++i)
    if (impl_->parts[i].database.term_exists(term)) out.push_back(i);
  return out;
}

void IndexParts::add(const std::string& name) { impl_->open(name, Xapian::DB_OPEN); }

void IndexParts::drop_last(std::size_t count) {
  impl_->parts.erase(impl_->parts.end() - static_cast<std::ptrdiff_t>(count), impl_->parts.end());
}

std::vector<std::string> IndexParts::drop_empty() {
  std::vector<std::string> out;
  std::erase_if(impl_->parts, [&](const Impl::Part& part) {
    const bool empty = part.database.get_doccount() == 0;
    if (empty) out.push_back(part.name);
    return empty;
  });
  return out;
}

void IndexParts::begin() {
  for (auto& part : impl_->parts) part.database.begin_transaction(true);
}

void IndexParts::replace(std::size_t part, std::string_view uid, const std::vector<Xapian::Document>& documents) {
  Xapian::WritableDatabase& database = impl_->parts[part].database;
  const std::string term = schema::value_term(schema::FieldId::Uid, uid);
  const std::vector<Xapian::docid> before(database.postlist_begin(term), database.postlist_end(term));
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i < before.size())
      database.replace_document(before[i], documents[i]);  // in one step: most of its terms stay
    else
      database.add_document(documents[i]);
  }
  for (std::size_t i = documents.size(); i < before.size(); ++i) database.delete_document(before[i]);
}

void IndexParts::cancel() {
  for (auto& part : impl_->parts) part.database.cancel_transaction();
}

void IndexParts::commit(const Marks& marks, unsigned threads) {
  in_threads(threads, impl_->parts.size(), [&](std::size_t i) {
    Impl::Part& part = impl_->parts[i];
    write_marks(part.database, marks);
    part.database.commit_transaction();
    // Xapian renames its root file without syncing the directory: a power cut could revive the old root over blocks
    // that the next commit has reused.
    schema::sync_directory(part.path);
  });
}

void remove_part(const schema::ArchivePaths& paths, const std::string& name) {
  std::error_code ignored;
  std::filesystem::remove_all(paths.part(name), ignored);
}

bool is_system_failure(const Xapian::Error& error) {
  const char* reason = error.get_error_string();
  // Files that are missing are damage: the system works.
  return reason && std::string_view(reason) != std::strerror(ENOENT);
}

}  // namespace attache::indexer
