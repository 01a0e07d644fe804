#include "indexer/readers/containers/container.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "schema/printable.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

constexpr std::uint64_t kReadAhead = 64 * 1024;  // packed bytes
constexpr std::size_t kMostNameBytes = 1000;

class MemberArticles : public ArticleStream {
 public:
  MemberArticles(std::unique_ptr<Container> container, std::string file, const ReaderOptions& options)
      : container_(std::move(container)), file_(std::move(file)), options_(options) {}

  std::optional<Result<Article>> next() override {
    while (true) {
      if (inner_) {
        if (auto found = next_of_member()) return found;
      }
      auto item = container_->next();
      if (!item) return std::nullopt;
      if (auto* fault = std::get_if<Fault>(&*item)) return std::move(*fault);
      if (auto* article = std::get_if<Article>(&*item)) return std::move(*article);
      if (auto fault = open(std::move(std::get<Member>(*item)))) return std::move(*fault);
    }
  }

  LeftOut left_out() const override {
    LeftOut all = left_out_;
    for (const auto& [reason, count] : container_->left_out()) count_left_out(all, reason, count);
    if (inner_)
      for (const auto& [reason, count] : inner_->left_out()) count_left_out(all, reason, count);
    return all;
  }

  std::string_view joint() const override { return container_->joint().value_or(inner_ ? inner_->joint() : joint_); }

 private:
  std::optional<Fault> open(Member member) {
    ReaderOptions options = options_;
    if (!member.type.empty()) options.type = member.type;
    options.enclosure.name = member.name;
    place_ = std::move(member.place);
    complete_ = std::move(member.complete);
    auto opened = open_member(std::move(member.source), file_, options);
    if (opened) {
      inner_ = std::move(*opened);
      return std::nullopt;
    }
    if (is_told_later(opened.error())) return std::nullopt;
    return Fault{opened.error().reason, place_of(opened.error().place, ", ")};
  }

  std::optional<Result<Article>> next_of_member() {
    while (auto next = inner_->next()) {
      if (*next) {
        Article& article = **next;
        article.provenance.place = place_of(article.provenance.place, inner_->joint());
        if (complete_) complete_(article);
        return next;
      }
      if (!is_told_later(next->error())) return Fault{next->error().reason, place_of(next->error().place, inner_->joint())};
    }
    for (const auto& [reason, count] : inner_->left_out()) count_left_out(left_out_, reason, count);
    joint_ = inner_->joint();
    inner_.reset();
    return std::nullopt;
  }

  bool is_told_later(const Fault& fault) const { return !container_->broken().empty() && fault.reason == container_->broken(); }

  std::string place_of(const std::string& inner, std::string_view joint) const {
    if (place_.empty() || inner.empty()) return place_ + inner;
    return place_ + std::string(joint) + inner;
  }

  std::unique_ptr<Container> container_;
  std::string file_;
  ReaderOptions options_;
  std::unique_ptr<ArticleStream> inner_;  // of the member in hand: after container_, which it reads from
  std::string place_;                     // of the member in hand
  std::function<void(Article&)> complete_;
  LeftOut left_out_;  // of members that are done
  std::string_view joint_ = ", ";
};

}  // namespace

bool is_ratio_sane(std::uint64_t unpacked_bytes, std::uint64_t packed_bytes) {
  return unpacked_bytes / kMostRatio <= packed_bytes + kReadAhead;
}

schema::Result<ReaderOptions> inside(const ReaderOptions& options, Holding holding) {
  ReaderOptions inner = options;
  Enclosure& enclosure = inner.enclosure;
  const bool counts = holding != Holding::Compressed || enclosure.compressed;
  if (counts && enclosure.depth >= kMostNesting) return Fault{fmt::format("nested more than {} deep", kMostNesting), {}};
  enclosure.depth += counts ? 1 : 0;
  enclosure.compressed = holding == Holding::Compressed;
  enclosure.name.emplace();
  if (holding == Holding::Archive && !enclosure.allowance) enclosure.allowance = std::make_shared<Allowance>();
  return inner;
}

std::unique_ptr<ArticleStream> articles_of(std::unique_ptr<Container> container, const std::string& file, const ReaderOptions& options) {
  return std::make_unique<MemberArticles>(std::move(container), file, options);
}

void count_left_out(LeftOut& left_out, std::string reason, std::size_t count) {
  constexpr std::size_t kMostReasons = 200;
  if (left_out.size() >= kMostReasons && !left_out.contains(reason)) reason = "for other reasons";
  left_out[reason] += count;
}

std::string skip_reason(std::string_view name, bool any_type) {
  std::string path(name);
  std::replace(path.begin(), path.end(), '\\', '/');
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = std::string_view(path).substr(begin, end - begin);
    if (part.starts_with('.') && part != "." && part != "..") return "hidden (its name begins with a point)";
    begin = end + 1;
  }
  if (any_type || has_readable_name(path)) return {};
  return fmt::format("no reader for {} files", shown_name(path.substr(path.find_last_of('.')).substr(0, 32)));
}

std::string shown_name(std::string_view name) {
  std::string shown = schema::printable(schema::valid_utf8(name.substr(0, kMostNameBytes)));
  if (name.size() > kMostNameBytes) shown += "…";
  return shown.empty() ? "(no name)" : shown;
}

}  // namespace attache::indexer
