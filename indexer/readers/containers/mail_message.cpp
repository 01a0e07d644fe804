#include "indexer/readers/containers/mail_message.hpp"

#include <fmt/format.h>
#include <gmime/gmime.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "indexer/readers/containers/mail_text.hpp"
#include "indexer/readers/record_article.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;

constexpr std::size_t kMostMimeDepth = 32;
constexpr std::size_t kMostForwards = 8;       // messages in one another
// gmime makes objects of each part and header, many times their size.
constexpr std::size_t kMostBoundaries = 50'000;  // lines that may be boundaries of parts
constexpr std::size_t kMostHeaders = 200'000;    // lines that may be headers, of the message and of its parts

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref<T>>;

std::string text_or_empty(const char* text) { return text != nullptr ? schema::valid_utf8(text) : std::string(); }

// Why gmime had better not take the message to pieces; empty when it may.
std::string excess(std::string_view bytes) {
  std::size_t boundaries = 0;
  std::size_t headers = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end);
    boundaries += line.starts_with("--");
    const std::size_t name = line.substr(0, 80).find_first_of(": \t\r\n");
    headers += name != std::string_view::npos && name > 0 && line[name] == ':';
    if (boundaries > kMostBoundaries) return fmt::format("a message of more than {} parts", kMostBoundaries);
    if (headers > kMostHeaders) return fmt::format("a message of more than {} headers", kMostHeaders);
  }
  return {};
}

// Parses with what unencoded bytes in headers are taken for: UTF-8, else the charset that the message names first, else
// Western European.
Owned<GMimeMessage> parse(const std::string& bytes) {
  static const bool initialised = (g_mime_init(), true);
  (void)initialised;
  static const RE2 charset_parameter(R"re((?i)charset\s*=\s*"?([-_:.a-z0-9]{1,40}))re");
  std::string named;
  RE2::PartialMatch(std::string_view(bytes).substr(0, 64 * 1024), charset_parameter, &named);
  std::vector<const char*> charsets{"utf-8"};
  if (!named.empty()) charsets.push_back(named.c_str());
  charsets.push_back("windows-1252");
  charsets.push_back(nullptr);
  GMimeParserOptions* options = g_mime_parser_options_new();
  g_mime_parser_options_set_fallback_charsets(options, charsets.data());
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
  Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options));
  g_mime_parser_options_free(options);
  return message;
}

std::string header(GMimeMessage* message, const char* name) {
  return schema::one_line(text_or_empty(g_mime_object_get_header(GMIME_OBJECT(message), name)));
}

// A header that is an address of the web, in angle brackets or not.
std::string link_header(GMimeMessage* message, const char* name) {
  std::string value = header(message, name);
  if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
  return value.starts_with("http://") || value.starts_with("https://") ? value : std::string();
}

SenderHeaders sender_headers(GMimeMessage* message) {
  SenderHeaders out;
  InternetAddressList* from = g_mime_message_get_from(message);
  if (from != nullptr && internet_address_list_length(from) > 0)
    out.from_name = text_or_empty(internet_address_get_name(internet_address_list_get_address(from, 0)));
  out.list_id = header(message, "List-Id");
  out.is_list = !out.list_id.empty() || !header(message, "List-Unsubscribe").empty();
  const std::string post = header(message, "List-Post");
  out.takes_posts = !post.empty() && !post.starts_with("NO");
  return out;
}

// What the headers say of an article.
struct Headers {
  std::string subject;
  std::string date;
  std::string id;
  std::string url;
  Sender sender;
  bool saved_page = false;  // MHTML: the date is that of saving
};

Headers headers_of(GMimeMessage* message) {
  Headers out;
  out.subject = schema::one_line(text_or_empty(g_mime_message_get_subject(message)));
  out.date = header(message, "Date");
  out.id = schema::one_line(text_or_empty(g_mime_message_get_message_id(message)));
  out.url = link_header(message, "Snapshot-Content-Location");
  out.saved_page = !out.url.empty();
  for (const char* name : {"Archived-At", "Content-Base", "Content-Location"})
    if (out.url.empty()) out.url = link_header(message, name);
  if (!out.saved_page) out.sender = sender_of(sender_headers(message));
  return out;
}

void fill_in(Article& article, const Headers& headers) {
  const auto moment = schema::parse_moment(headers.date);
  if (headers.saved_page) {
    if (moment && article.retrieved_at.empty()) article.retrieved_at = moment->iso;
  } else if (!headers.date.empty()) {
    article.published_raw = headers.date;
    article.published_from = "header Date";
    article.published = moment ? moment->day : std::nullopt;
    article.published_at = moment ? moment->iso : std::string();
  }
  if (!headers.subject.empty() && (article.title.empty() || !headers.saved_page)) article.title = headers.subject;
  if (article.byline.empty()) article.byline = headers.sender.byline;
  if (!headers.sender.outlet.empty()) article.outlet = headers.sender.outlet;
  if (article.url.empty()) article.url = headers.url;
  if (!headers.saved_page) article.external_id = headers.id;
}

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string parameter(GMimeObject* part, const char* name) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  const char* value = type != nullptr ? g_mime_content_type_get_parameter(type, name) : nullptr;
  return value != nullptr ? value : "";
}

bool is_type(GMimeObject* part, const char* type, const char* subtype) {
  GMimeContentType* is = g_mime_object_get_content_type(part);
  return is != nullptr && g_mime_content_type_is_type(is, type, subtype);
}

std::string type_of(GMimeObject* part) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  if (type == nullptr) return "unknown";
  gchar* name = g_mime_content_type_get_mime_type(type);
  std::string out = shown_name(std::string_view(name).substr(0, 60));
  g_free(name);
  return out;
}

// What an attachment is called: its file name, else one that tells its type; empty when neither is known.
std::string name_of(GMimeObject* part) {
  static const std::map<std::string, std::string> names{
      {"application/pdf", "part.pdf"}, {"application/zip", "part.zip"}, {"text/csv", "part.csv"},     {"application/json", "part.json"},
      {"text/html", "part.html"},      {"text/plain", "part.txt"},      {"application/xml", "part.xml"}, {"text/xml", "part.xml"}};
  if (const char* name = GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : nullptr) return name;
  const auto found = names.find(type_of(part));
  return found != names.end() ? found->second : std::string();
}

class MessageItems {
 public:
  explicit MessageItems(const MessageContext& context) : context_(context) {}

  // `depth`: how many messages it is forwarded in.
  void add(GMimeMessage* message, const std::string& place, const std::string& sha256, std::size_t depth) {
    Parts parts = parts_of(message, place);
    add_own(headers_of(message), parts, place, sha256);
    std::map<std::string, std::size_t> names;
    const auto place_of = [&](std::string name) {
      if (const std::size_t number = ++names[name]; number > 1) name += fmt::format(" ({})", number);
      return place.empty() ? name : place + ", " + name;
    };
    std::size_t forwards = 0;
    for (GMimeObject* part : parts.others)
      if (GMIME_IS_MESSAGE_PART(part))
        add_forwarded(GMIME_MESSAGE_PART(part), place_of(fmt::format("forwarded message {}", ++forwards)), depth);
      else
        add_attachment(GMIME_PART(part), place_of);
  }

  std::deque<Container::Item> release(const std::string& place) {
    if (items_.empty()) items_.emplace_back(Fault{"a message without a text", place});
    return std::move(items_);
  }

 private:
  struct Parts {
    std::string plain;
    std::string html;
    std::uint32_t replaced_bytes = 0;
    std::vector<GMimeObject*> others;  // in order: attachments and forwarded messages
  };

  // Walks the tree of parts; what is in a multipart/related besides text belongs to its page.
  Parts parts_of(GMimeMessage* message, const std::string& place) {
    struct Open {
      GMimeObject* part;
      std::size_t depth;
      bool related;
    };
    Parts parts;
    std::vector<Open> open{{g_mime_message_get_mime_part(message), 0, false}};
    while (!open.empty()) {
      const Open now = open.back();
      open.pop_back();
      if (now.part == nullptr) continue;
      if (GMIME_IS_MULTIPART_ENCRYPTED(now.part) || is_type(now.part, "application", "pkcs7-mime")) {
        items_.emplace_back(Fault{"encrypted", place});
      } else if (!GMIME_IS_MULTIPART(now.part)) {
        take(now.part, now.related, parts);
      } else if (now.depth == kMostMimeDepth) {
        items_.emplace_back(Fault{fmt::format("parts nested more than {} deep", kMostMimeDepth), place});
      } else {
        auto* multipart = GMIME_MULTIPART(now.part);
        const bool related = now.related || is_type(now.part, "multipart", "related");
        for (int i = g_mime_multipart_get_count(multipart); i-- > 0;)
          open.push_back({g_mime_multipart_get_part(multipart, i), now.depth + 1, related});
      }
    }
    return parts;
  }

  void take(GMimeObject* part, bool related, Parts& parts) {
    if (GMIME_IS_MESSAGE_PART(part)) return parts.others.push_back(part);
    if (!GMIME_IS_PART(part)) return;
    const char* disposition = g_mime_object_get_disposition(part);
    const bool attached = disposition != nullptr && g_ascii_strcasecmp(disposition, "attachment") == 0;
    const bool plain = is_type(part, "text", "plain");
    const bool html = is_type(part, "text", "html") || is_type(part, "application", "xhtml+xml");
    if (!attached && (plain || html)) return take_text(part, plain, parts);
    if (!related || attached) parts.others.push_back(part);
  }

  static void take_text(GMimeObject* part, bool plain, Parts& parts) {
    Decoded decoded = decode_declared(content_of(GMIME_PART(part)), parameter(part, "charset"));
    parts.replaced_bytes += decoded.replaced_bytes;
    if (plain && g_ascii_strcasecmp(parameter(part, "format").c_str(), "flowed") == 0)
      decoded.text = unflowed(decoded.text, g_ascii_strcasecmp(parameter(part, "delsp").c_str(), "yes") == 0);
    std::string& text = plain ? parts.plain : parts.html;
    if (!text.empty()) text += "\n\n";
    text += decoded.text;
  }

  void add_own(const Headers& headers, Parts& parts, const std::string& place, const std::string& sha256) {
    const bool blank = schema::one_line(parts.plain.substr(0, 4096)).empty();
    const bool html_readable = has_readable_name("a.html");
    if (!parts.html.empty() && html_readable && !is_real_text(parts.plain, parts.html)) {
      auto complete = [headers, sha256](Article& article) {
        fill_in(article, headers);
        article.provenance.sha256 = sha256;
      };
      // The mark says that it is UTF-8 now, whatever the page says.
      items_.emplace_back(Member{{}, place, ByteSource::of_bytes("\xEF\xBB\xBF" + std::move(parts.html)), "html", std::move(complete)});
      return;
    }
    if (blank && !parts.html.empty()) {
      items_.emplace_back(Fault{"no reader for text/html", place});
      return;
    }
    if (blank && (headers.subject.empty() || !parts.others.empty())) return;
    Record record;
    record.title = headers.subject;
    record.body = std::move(parts.plain);
    auto article = article_of(std::move(record), {context_.file, place, sha256}, parts.replaced_bytes, context_.options);
    if (!article) {
      items_.emplace_back(article.error());
      return;
    }
    fill_in(*article, headers);
    items_.emplace_back(std::move(*article));
  }

  void add_forwarded(GMimeMessagePart* part, const std::string& place, std::size_t depth) {
    GMimeMessage* message = g_mime_message_part_get_message(part);
    if (message == nullptr) {
      items_.emplace_back(Fault{"a forwarded message that is none", place});
    } else if (depth + 1 > kMostForwards) {
      items_.emplace_back(Fault{fmt::format("messages forwarded more than {} deep", kMostForwards), place});
    } else {
      gchar* bytes = g_mime_object_to_string(GMIME_OBJECT(message), nullptr);
      const std::string sha256 = schema::sha256_hex(bytes != nullptr ? bytes : "");
      g_free(bytes);
      add(message, place, sha256, depth + 1);
    }
  }

  template <class PlaceOf>
  void add_attachment(GMimePart* part, const PlaceOf& place_of) {
    const std::string name = name_of(GMIME_OBJECT(part));
    std::string reason = name.empty() ? fmt::format("no reader for {} parts", type_of(GMIME_OBJECT(part))) : skip_reason(name, false);
    if (!reason.empty()) {
      count_left_out(context_.left_out, std::move(reason));
      return;
    }
    items_.emplace_back(Member{name, place_of(shown_name(name)), ByteSource::of_bytes(content_of(part)), {}});
  }

  const MessageContext& context_;
  std::deque<Container::Item> items_;
};

}  // namespace

std::deque<Container::Item> items_of_message(std::string bytes, const std::string& place, const MessageContext& context) {
  MessageItems items(context);
  std::deque<Container::Item> faulty;
  if (std::string reason = excess(bytes); !reason.empty()) {
    faulty.emplace_back(Fault{std::move(reason), place});
    return faulty;
  }
  const Owned<GMimeMessage> message = parse(bytes);
  if (!message) {
    faulty.emplace_back(Fault{"no mail: it has no headers", place});
    return faulty;
  }
  items.add(message.get(), place, schema::sha256_hex(bytes), 0);
  return items.release(place);
}

}  // namespace attache::indexer
