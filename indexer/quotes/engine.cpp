#include "indexer/quotes/engine.hpp"

#include "indexer/quotes/assembly.hpp"
#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/model.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

using schema::Quote;

QuoteEngine::QuoteEngine(const schema::Names& names, EngineKind kind)
    : QuoteEngine(names, kind, std::make_unique<const Model>(Model::builtin(kind))) {}

QuoteEngine::QuoteEngine(const schema::Names& names, EngineKind kind, std::unique_ptr<const Model> model)
    : names_(&names), kind_(kind), model_(std::move(model)) {}

QuoteEngine QuoteEngine::by_rules(const schema::Names& names) { return {names, EngineKind::Fast, nullptr}; }
QuoteEngine::QuoteEngine(QuoteEngine&&) noexcept = default;

QuoteEngine::~QuoteEngine() = default;

std::vector<Quote> QuoteEngine::quotes_of(const schema::Article& article) const {
  const Document document = document_of(article);
  const Reading reading = model_ ? model_->reader().read(document) : Reading{};
  const auto attributions = model_ ? attributions_of(document, reading.attributions) : attributions_of(document);
  return quotes_from(document, *names_, attributions, reading.vectors, model_ ? &model_->ranker() : nullptr);
}

std::string_view QuoteEngine::version(EngineKind kind) {
  switch (kind) {
    case EngineKind::Fast: return "fast-10";
    case EngineKind::Careful: return "careful-9";
  }
  return {};
}

}  // namespace attache::indexer
