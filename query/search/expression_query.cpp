#include "query/search/expression_query.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "query/language/limits.hpp"
#include "query/language/place.hpp"
#include "query/search/document_check.hpp"
#include "query/search/field_query.hpp"
#include "query/search/languages.hpp"
#include "query/search/quote_filter.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::Fault;
using schema::FieldId;
using XQuery = Xapian::Query;

constexpr double kSure = 0.5;  // as Query::min_confidence

Target other(Target target) { return target == Target::Articles ? Target::Quotes : Target::Articles; }
unsigned bit(Target target) { return target == Target::Articles ? 1u : 2u; }
XQuery of_type(Target target) { return XQuery(target == Target::Articles ? schema::article_type_term() : schema::quote_type_term()); }

bool is_leaf(Op op) { return op == Op::Word || op == Op::Wildcard || op == Op::Fuzzy || op == Op::Range || op == Op::Subject || op == Op::All; }
bool is_place(Op op) {
  return (op >= Op::Phrase && op <= Op::Lead) || op == Op::NotNear;
}

bool mentions(const Expression& expression, FieldId field) {
  if (is_leaf(expression.op) && expression.field == field) return true;
  return std::any_of(expression.children.begin(), expression.children.end(), [&](const Expression& child) { return mentions(child, field); });
}

// Articles, or quotations of articles, that have one of these uids.
class UidCheck : public DocumentCheck {
 public:
  using Uids = std::shared_ptr<const std::unordered_set<std::string>>;
  explicit UidCheck(Uids uids) : DocumentCheck(static_cast<Xapian::doccount>(uids->size())), uids_(std::move(uids)) {}
  UidCheck* clone() const override { return new UidCheck(uids_); }
  std::string get_description() const override { return fmt::format("one of {} articles", uids_->size()); }
  void init(const Xapian::Database& index) override {
    DocumentCheck::init(index);
    slot_.emplace(index, schema::field(FieldId::Uid).slot);
  }

 protected:
  bool passes(Xapian::docid document) override { return uids_->contains(slot_->of(document)); }

 private:
  Uids uids_;
  std::optional<SlotReader> slot_;
};

using List = std::vector<const Expression*>;

class Compiler {
 public:
  Compiler(const schema::IndexView& view, const std::shared_ptr<const Languages>& languages, Target target, const schema::Names& names,
           std::string_view text, ExpressionQuery& out)
      : view_(view), languages_(languages), target_(target), names_(names), text_(text), out_(out) {}

  schema::Result<XQuery> run(const Expression& expression) {
    auto query = compile(expression, true);
    if (fault_) return *fault_;
    return query;
  }

  // All of `wanted` and none of `unwanted`.
  schema::Result<XQuery> run(const List& wanted, const List& unwanted) {
    auto query = conjunction(wanted, unwanted, true);
    if (fault_) return *fault_;
    return query;
  }

 private:
  // Which kinds of documents can be asked for all of it.
  unsigned sides(const Expression& expression) const {
    if (expression.op == Op::All) return bit(target_);
    if (expression.op == Op::Subject) return bit(Target::Quotes);
    if (is_place(expression.op) && !expression.children.empty()) return sides(expression.children.front());  // all are of one field
    if (is_leaf(expression.op)) {
      if (expression.field == FieldId::Text) return bit(target_);
      const auto& field = schema::field(expression.field);
      return (field.of_article ? bit(Target::Articles) : 0) | (field.of_quote ? bit(Target::Quotes) : 0);
    }
    unsigned out = ~0u;
    for (const auto& child : expression.children) out &= sides(child);
    return out;
  }
  bool is_own(const Expression& expression) const { return (sides(expression) & bit(target_)) != 0; }
  bool is_foreign(const Expression& expression) const { return sides(expression) == bit(other(target_)); }

  // `wanted`: it may be in what is found, so that its words are lit up.
  XQuery compile(const Expression& expression, bool wanted) {
    if (fault_) return {};
    if (is_foreign(expression)) return of_others({&expression}, {});
    if (is_place(expression.op)) return places(expression, wanted);
    switch (expression.op) {
      case Op::And: return conjunction({&expression}, {}, wanted);
      case Op::Not: return conjunction({&expression}, {}, wanted);
      case Op::Or: {
        std::vector<XQuery> any;
        for (const auto& child : expression.children) any.push_back(compile(child, wanted));
        return XQuery(XQuery::OP_OR, any.begin(), any.end());
      }
      default: return leaf(expression, wanted);
    }
  }

  // Takes And and Not apart.
  void collect(const Expression& expression, List& wanted, List& unwanted) const {
    if (expression.op == Op::And) {
      for (const auto& child : expression.children) collect(child, wanted, unwanted);
    } else if (expression.op == Op::Not && !expression.children.empty()) {
      if (expression.children.front().op != Op::All) collect(expression.children.front(), wanted, unwanted);
      for (std::size_t i = 1; i < expression.children.size(); ++i) unwanted.push_back(&expression.children[i]);
    } else {
      wanted.push_back(&expression);
    }
  }

  XQuery conjunction(const List& all, const List& none, bool lit) {
    List wanted, unwanted = none, foreign, not_foreign;
    for (const auto* one : all) collect(*one, wanted, unwanted);
    const auto foreign_at = std::stable_partition(wanted.begin(), wanted.end(), [&](const auto* one) { return !is_foreign(*one); });
    foreign.assign(foreign_at, wanted.end());
    wanted.erase(foreign_at, wanted.end());
    if (!foreign.empty()) {
      const auto at = std::stable_partition(unwanted.begin(), unwanted.end(), [&](const auto* one) { return !is_foreign(*one); });
      not_foreign.assign(at, unwanted.end());
      unwanted.erase(at, unwanted.end());
    }
    std::vector<XQuery> parts, left_out;
    for (const auto* one : wanted) parts.push_back(compile(*one, lit));
    if (!foreign.empty()) parts.push_back(of_others(foreign, not_foreign));
    for (const auto* one : unwanted) left_out.push_back(compile(*one, false));
    if (fault_) return {};
    auto query = parts.empty() ? XQuery::MatchAll : XQuery(XQuery::OP_AND, parts.begin(), parts.end());
    if (!left_out.empty()) query = XQuery(XQuery::OP_AND_NOT, query, XQuery(XQuery::OP_OR, left_out.begin(), left_out.end()));
    return query;
  }

  // Documents whose articles have one of the other kind of which this holds.
  XQuery of_others(const List& wanted, const List& unwanted) {
    ExpressionQuery theirs;
    auto query = Compiler(view_, languages_, other(target_), names_, text_, theirs).run(wanted, unwanted);
    if (!query) {
      if (!fault_) fault_ = query.error();
      return {};
    }
    out_.entities.insert(out_.entities.end(), theirs.entities.begin(), theirs.entities.end());
    std::vector<XQuery> all{*query, of_type(other(target_))};
    if (target_ == Target::Articles) {
      const auto none_mentions = [&](FieldId field) {
        return std::none_of(wanted.begin(), wanted.end(), [&](const auto* one) { return mentions(*one, field); });
      };
      if (none_mentions(FieldId::Factuality))
        all.emplace_back(schema::value_term(FieldId::Factuality, schema::name_of(schema::Factuality::Said)));
      if (none_mentions(FieldId::Confidence))
        all.emplace_back(XQuery::OP_VALUE_GE, schema::field(FieldId::Confidence).slot, schema::number_value(kSure));
    }
    auto uids = std::make_shared<std::unordered_set<std::string>>();
    SlotReader slot(view_.index, schema::field(FieldId::Uid).slot);
    for (const auto document : matching(view_.index, XQuery(XQuery::OP_AND, all.begin(), all.end()))) uids->insert(slot.of(document));
    if (uids->empty()) return XQuery::MatchNothing;
    return query_of(new UidCheck(std::move(uids)));
  }

  // First and Lead of And, Or and Not are of each of their children.
  XQuery places(const Expression& expression, bool wanted) {
    const bool of_part = (expression.op == Op::First || expression.op == Op::Lead) && !expression.children.empty();
    if (of_part && !field_of_places(expression.children.front())) {
      Expression apart = expression.children.front();
      if (apart.op == Op::And || apart.op == Op::Or || apart.op == Op::Not) {
        for (auto& child : apart.children) {
          Expression of_child = expression;
          of_child.children = {std::move(child)};
          child = std::move(of_child);
        }
        return compile(apart, wanted);
      }
    }
    return plan(expression, wanted);
  }

  XQuery plan(const Expression& expression, bool wanted) {
    std::uint32_t at = expression.begin;
    const auto made = place_plan(view_.index, expression, target_, *languages_, at);
    if (!made) {
      fail(made.error().reason, at);
      return {};
    }
    if (wanted && (*made)->field == FieldId::Text) out_.wanted.push_back(*made);
    return (*made)->query(*made);
  }

  XQuery leaf(const Expression& expression, bool wanted) {
    const bool word = expression.op == Op::Word || expression.op == Op::Wildcard || expression.op == Op::Fuzzy;
    if (word && schema::field(expression.field).kind == schema::FieldKind::Text) return plan(expression, wanted);
    auto query = field_query(view_.index, languages_, expression, names_, out_.entities);
    if (query) return *query;
    fail(query.error().reason, expression.begin);
    return {};
  }

  void fail(const std::string& reason, std::uint32_t at) {
    if (!fault_) fault_ = Fault{reason, text_.empty() ? "" : column(text_, at)};
  }

  const schema::IndexView& view_;
  const std::shared_ptr<const Languages>& languages_;
  const Target target_;
  const schema::Names& names_;
  const std::string_view text_;
  ExpressionQuery& out_;
  std::optional<Fault> fault_;
};

// Leaves; or more than kMaxClauses where it is deeper than any dialect can say.
std::size_t clauses_of(const Expression& expression, std::size_t depth) {
  if (depth > 4 * kMaxDepth) return kMaxClauses + 1;
  std::size_t out = expression.children.empty() ? 1 : 0;
  for (const auto& child : expression.children) {
    out += clauses_of(child, depth + 1);
    if (out > kMaxClauses) break;
  }
  return out;
}

}  // namespace

schema::Result<ExpressionQuery> expression_query(const schema::IndexView& view, const Expression& expression, Target target,
                                                 const schema::Names& names, std::string_view text) {
  if (clauses_of(expression, 0) > kMaxClauses)
    return Fault{fmt::format("more than {} words", kMaxClauses), text.empty() ? "" : column(text, expression.begin)};
  ExpressionQuery out;
  const auto languages = std::make_shared<const Languages>(view);
  auto query = Compiler(view, languages, target, names, text, out).run(expression);
  if (!query) return query.error();
  out.query = std::move(*query);
  return out;
}

std::optional<schema::ArticleStatus> status_beside(const Expression& expression, std::optional<schema::ArticleStatus> otherwise) {
  return otherwise == schema::ArticleStatus::Usable && mentions(expression, FieldId::Status) ? std::nullopt : otherwise;
}

}  // namespace attache::query
