// The .tsv files of this folder as compiled in; their text lives as long as the program.
#pragma once

#include <span>

#include "schema/names/names.hpp"

namespace attache::schema::names {

std::span<const Names::Table> builtin_tables();

}  // namespace attache::schema::names
