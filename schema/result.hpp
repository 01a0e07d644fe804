// Result<T>: a value or the reason why there is none, for outcomes that are expected (g++ 12 has no std::expected;
// this is the subset of it that is used here).
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace attache::schema {

// Why an input could not be used. `place` says where in the file ("row 17", "byte 90"), or is empty.
struct Fault {
  std::string reason;
  std::string place;
  bool no_article = false;  // nothing is wrong with it, but nothing in it could be an article: a picture, a file of settings
};

template <class T>
class Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Fault fault) : state_(std::move(fault)) {}
  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  // Undefined unless has_value().
  T& value() { return *std::get_if<0>(&state_); }
  const T& value() const { return *std::get_if<0>(&state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  // Undefined when has_value().
  const Fault& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Fault> state_;
};

}  // namespace attache::schema
