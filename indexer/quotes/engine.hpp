// The quote engine: from an article to its quotations with speakers and topics. The one interface that the writer, the
// command line and the evaluator use.
//
// An engine is immutable after construction and safe to share between threads.
#pragma once

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "schema/article.hpp"
#include "schema/names/names.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

class Model;

// Which network reads the attributions, that the rules then complete: a transformer, or one of convolutions alone, some ten times
// as fast and with more mistakes. All else is the same.
enum class EngineKind { Fast, Careful };
inline constexpr std::array<schema::NamedValue<EngineKind>, 2> kEngineKinds{{
    {EngineKind::Fast, "fast"}, {EngineKind::Careful, "careful"}}};

class QuoteEngine {
 public:
  // `names` must outlive the engine. Loads the model the program carries; throws schema::Error Damaged, with the reason, when
  // it cannot be used.
  QuoteEngine(const schema::Names& names, EngineKind kind);
  // The rules alone, without a network: what tests of them ask for. Its kind() is Fast, its version "rules-1".
  static QuoteEngine by_rules(const schema::Names& names);
  ~QuoteEngine();
  QuoteEngine(QuoteEngine&&) noexcept;

  // Every attribution of the article in text order, those that are no quotations included (shown == false). Never
  // throws for any text; each span is a substring of article.text on code point borders; time is linear in the text.
  std::vector<schema::Quote> quotes_of(const schema::Article& article) const;

  // Changes whenever the same text may give other quotations; stored with each article ("fast-10", "careful-9").
  static std::string_view version(EngineKind kind);
  EngineKind kind() const { return kind_; }
  std::string_view version() const { return model_ ? version(kind_) : "rules-1"; }

 private:
  QuoteEngine(const schema::Names& names, EngineKind kind, std::unique_ptr<const Model> model);

  const schema::Names* names_;
  EngineKind kind_;
  std::unique_ptr<const Model> model_;  // none: by rules
};

}  // namespace attache::indexer
