// What Names holds; for the sources of this folder only.
#pragma once

#include "schema/names/facts.hpp"

namespace attache::schema {

struct Names::Impl {
  explicit Impl(std::span<const Table> tables) : facts(tables) {}
  names::Facts facts;
};

}  // namespace attache::schema
