#include "indexer/readers/containers/container.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <future>
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

constexpr std::uint64_t kMostAhead = std::uint64_t{16} << 20;  // bytes of members that are opened ahead

class MemberArticles : public ArticleStream {
 public:
  MemberArticles(std::unique_ptr<Container> container, std::string file, const ReaderOptions& options)
      : container_(std::move(container)), file_(std::move(file)), options_(options), ahead_(std::exchange(options_.ahead, 0)) {
    // What an archive has left for all in it is counted in one thread.
    if (options_.enclosure.allowance) ahead_ = 0;
  }

  // Opens the first member now, in the thread that is here.
  void open_first() {
    look_ahead();
    auto* const member = coming_.empty() ? nullptr : std::get_if<OpenMember>(&coming_.front());
    if (member == nullptr) return;
    OpenMember first = std::move(*member);
    coming_.pop_front();
    if (auto fault = take(std::move(first))) coming_.emplace_front(std::move(*fault));
  }

  std::optional<Result<Article>> next() override {
    while (true) {
      if (inner_) {
        if (auto found = next_of_member()) return found;
      }
      look_ahead();
      if (coming_.empty()) return std::nullopt;
      Coming coming = std::move(coming_.front());
      coming_.pop_front();
      if (auto* fault = std::get_if<Fault>(&coming)) return std::move(*fault);
      if (auto* article = std::get_if<Article>(&coming)) return std::move(*article);
      if (auto fault = take(std::move(std::get<OpenMember>(coming)))) return std::move(*fault);
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
  struct OpenMember {
    std::string place;
    std::function<void(Article&)> complete;
    std::future<Result<std::unique_ptr<ArticleStream>>> opened;
    std::uint64_t bytes = 0;  // while it counts as ahead
  };
  // An item of the container, a member of it being opened.
  using Coming = std::variant<Article, OpenMember, Fault>;

  // At least the next item, if there is one. A member that does not lie in memory reads from the container, so that nothing behind it
  // can be had before it is read.
  void look_ahead() {
    while (!ended_ && (coming_.empty() || (only_memory_ && coming_.size() <= ahead_ && bytes_ahead_ < kMostAhead))) {
      auto item = container_->next();
      if (!item) {
        ended_ = true;
      } else if (auto* member = std::get_if<Member>(&*item)) {
        coming_.emplace_back(open(std::move(*member)));
      } else if (auto* fault = std::get_if<Fault>(&*item)) {
        coming_.emplace_back(std::move(*fault));
      } else {
        coming_.emplace_back(std::move(std::get<Article>(*item)));
      }
    }
  }

  OpenMember open(Member member) {
    ReaderOptions options = options_;
    if (!member.type.empty()) options.type = member.type;
    options.enclosure.name = member.name;
    only_memory_ = member.source.in_memory();
    if (!only_memory_) options.ahead = ahead_;  // alone in hand: what lies in it may be opened ahead instead
    const std::uint64_t bytes = only_memory_ ? member.source.size_bytes().value_or(0) : 0;
    bytes_ahead_ += bytes;
    auto opened = std::async(only_memory_ && ahead_ > 0 ? std::launch::async : std::launch::deferred,
                             [this, source = std::move(member.source), options = std::move(options)]() mutable {
                               return open_member(std::move(source), file_, options);
                             });
    return {std::move(member.place), std::move(member.complete), std::move(opened), bytes};
  }

  std::optional<Fault> take(OpenMember member) {
    bytes_ahead_ -= member.bytes;
    place_ = std::move(member.place);
    complete_ = std::move(member.complete);
    auto opened = member.opened.get();
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
  unsigned ahead_;
  bool ended_ = false;
  bool only_memory_ = true;  // the members in coming_ lie in memory
  std::uint64_t bytes_ahead_ = 0;
  std::deque<Coming> coming_;             // after what opening them refers to
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

std::unique_ptr<ArticleStream> articles_of_opened(std::unique_ptr<Container> container, const std::string& file,
                                                  const ReaderOptions& options) {
  auto out = std::make_unique<MemberArticles>(std::move(container), file, options);
  out->open_first();
  return out;
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
