// What Names holds; for the sources of this folder only.
#pragma once

#include "schema/names/facts.hpp"

namespace attache::schema {

struct Names::Impl {
  Impl(std::span<const Table> tables, std::span<const Table> own) : facts(tables, own) {}
  names::Facts facts;
};

}  // namespace attache::schema
