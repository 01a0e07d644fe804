// Mail: a mailbox file of many messages (mbox), or one message a file (eml, as Maildir keeps them; a saved web page in MHTML
// is one too). A message is in memory while it is read, a mailbox never is.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "indexer/readers/containers/container.hpp"
#include "indexer/readers/containers/mail_message.hpp"
#include "indexer/readers/containers/mbox_messages.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

Fault too_large(const std::string& place) {
  return {fmt::format("too large: a message of more than {} MB", kMostMessageBytes >> 20), place};
}

class Mail : public Container {
 public:
  Mail(std::string file, const ReaderOptions& options) : file_(std::move(file)), options_(options) {}

  std::optional<Item> next() override {
    while (items_.empty())
      if (!next_message()) return std::nullopt;
    Item item = std::move(items_.front());
    items_.pop_front();
    return item;
  }
  LeftOut left_out() const override { return left_out_; }

 protected:
  // Takes up the items of the next message; false at the end.
  virtual bool next_message() = 0;
  void take(std::string bytes, const std::string& place) {
    items_ = items_of_message(std::move(bytes), place, {file_, options_, left_out_});
  }
  void take(Fault fault) { items_.emplace_back(std::move(fault)); }

 private:
  std::string file_;
  ReaderOptions options_;
  LeftOut left_out_;
  std::deque<Item> items_;  // of the message in hand
};

class Mailbox : public Mail {
 public:
  Mailbox(ByteSource source, std::string file, const ReaderOptions& options)
      : Mail(std::move(file), options), messages_(std::move(source)) {}

 protected:
  bool next_message() override {
    if (ended_) return false;
    auto message = messages_.next();
    if (!message) {
      ended_ = true;
      if (messages_.failure().empty()) return false;
      take(Fault{messages_.failure(), {}});
      return true;
    }
    const std::string place = fmt::format("message {}", ++number_);
    if (message->too_long)
      take(too_large(place));
    else
      take(std::move(message->bytes), place);
    return true;
  }

 private:
  MboxMessages messages_;
  std::size_t number_ = 0;
  bool ended_ = false;
};

class OneMessage : public Mail {
 public:
  OneMessage(std::string bytes, std::string file, const ReaderOptions& options)
      : Mail(std::move(file), options), bytes_(std::move(bytes)) {}

 protected:
  bool next_message() override {
    if (std::exchange(taken_, true)) return false;
    if (is_from_line(first_line(bytes_))) bytes_.erase(0, first_line(bytes_).size() + 1);
    take(std::move(bytes_), {});
    return true;
  }

 private:
  std::string bytes_;
  bool taken_ = false;
};

// Removes the header at the beginning of `text`, the lines that it goes on in included; its name in lower case, empty when
// there is none.
std::string take_header(std::string_view& text) {
  const std::string_view line = first_line(text);
  const std::string_view head = line.substr(0, line.find(':'));
  const std::string_view after = line.substr(std::min(head.size() + 1, line.size()), 1);
  const bool visible = std::ranges::all_of(head, [](char c) { return c > ' ' && c < 127; });
  if (head.empty() || head.size() == line.size() || head.size() > 60 || !visible || (!after.empty() && after[0] > ' ')) return {};
  do text.remove_prefix(std::min(first_line(text).size() + 1, text.size()));
  while (text.starts_with(' ') || text.starts_with('\t'));
  std::string name(head);
  for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return name;
}

}  // namespace

bool begins_mbox(std::string_view head) {
  if (!is_from_line(first_line(head))) return false;
  head.remove_prefix(std::min(first_line(head).size() + 1, head.size()));
  return !take_header(head).empty();
}

// A text may begin with "Date:" and "Subject:" as well; only what mail programs write tells a mail.
bool begins_eml(std::string_view head) {
  bool sent = false;
  bool technical = false;
  while (!head.empty() && head.front() != '\n' && !head.starts_with("\r\n")) {
    const std::string name = take_header(head);
    if (name.empty()) return false;
    sent = sent || name == "from" || name == "date";
    technical = technical || name == "received" || name == "return-path" || name == "message-id" || name == "mime-version" ||
                name == "delivered-to" || name == "x-mozilla-status" || name == "dkim-signature";
  }
  return sent && technical;
}

Opened open_mbox(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto inner = inside(options, Holding::Records);
  if (!inner) return inner.error();
  return articles_of(std::make_unique<Mailbox>(std::move(source), file, *inner), file, *inner);
}

Opened open_eml(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto inner = inside(options, Holding::Records);
  if (!inner) return inner.error();
  ReaderOptions limits = options;
  limits.max_article_bytes = kMostMessageBytes;
  auto bytes = whole_file(source, limits);
  if (!bytes) return bytes.error();
  return articles_of(std::make_unique<OneMessage>(std::move(*bytes), file, *inner), file, *inner);
}

}  // namespace attache::indexer
