// Runs a fuzz target without libFuzzer: replays inputs, and mutates them at random with a fixed seed.
//
//   NAME_fuzz [--expect COUNT] [--random COUNT SEED] PATH…     PATH is a file or a folder of files
//
// Exit status 0 when every input was run, 2 for a missing path, no input at all or another number than expected. An
// input that breaks the target ends the program as the target does; a mutated one is in plain_main.last, in the working
// folder, for found/NAME.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

[[noreturn]] void fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(2);
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

void add_inputs(const fs::path& path, std::vector<fs::path>& inputs) {
  if (!fs::exists(path)) fail("no such file or folder: " + path.string());
  if (!fs::is_directory(path)) {
    inputs.push_back(path);
    return;
  }
  const std::size_t before = inputs.size();
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file() && !entry.path().filename().native().starts_with('.')) inputs.push_back(entry.path());
  std::sort(inputs.begin() + static_cast<std::ptrdiff_t>(before), inputs.end());
}

// One to four small changes: a byte set or flipped, a stretch dropped, repeated, or taken from another seed.
std::string mutated(const std::vector<std::string>& seeds, std::mt19937_64& random) {
  const auto below = [&](std::size_t bound) {
    return static_cast<std::size_t>(random() % std::max<std::size_t>(bound, 1));
  };
  std::string bytes = seeds[below(seeds.size())];
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
    const std::size_t at = below(bytes.size());
    const std::size_t size = std::min(below(64), bytes.size() - at);
    switch (below(5)) {
      case 0:
        if (!bytes.empty()) bytes[at] = static_cast<char>(below(256));
        break;
      case 1:
        if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 2:
        bytes.erase(at, size);
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, size));
        break;
      default: {
        const std::string& other = seeds[below(seeds.size())];
        bytes.insert(at, other.substr(below(other.size()), below(64)));
      }
    }
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> inputs;
  std::size_t expected = 0;
  std::size_t mutations = 0;
  std::mt19937_64 random;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto number = [&](std::size_t i) {
    if (i >= arguments.size()) fail("a number is missing after " + arguments.back());
    return std::strtoull(arguments[i].c_str(), nullptr, 10);
  };
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--expect") {
      expected = number(++i);
    } else if (arguments[i] == "--random") {
      mutations = number(++i);
      random.seed(number(++i));
    } else {
      add_inputs(arguments[i], inputs);
    }
  }
  if (inputs.empty()) fail("no inputs");
  if (expected != 0 && inputs.size() != expected)
    fail(std::to_string(expected) + " inputs expected, " + std::to_string(inputs.size()) + " there");
  std::vector<std::string> seeds;
  for (const auto& path : inputs) {
    std::fprintf(stderr, "%s\n", path.c_str());
    seeds.push_back(contents(path));
    run(seeds.back());
  }
  constexpr const char* kLast = "plain_main.last";
  for (std::size_t i = 0; i < mutations; ++i) {
    const std::string bytes = mutated(seeds, random);
    std::ofstream(kLast, std::ios::binary) << bytes;
    run(bytes);
  }
  if (mutations > 0) fs::remove(kLast);
  std::printf("%zu inputs replayed, %zu mutations\n", inputs.size(), mutations);
}
