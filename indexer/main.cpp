// attache-index: brings articles into an archive. What a command does is in commands/; here is how errors become exit statuses.
#include <sys/stat.h>

#include <new>

#ifdef ATTACHE_MIMALLOC
#include <mimalloc.h>
#endif
#include <xapian.h>

#include "indexer/commands/command_line.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/readers/isolated.hpp"
#include "indexer/writer/writer.hpp"
#include "schema/error.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace {

using namespace attache::indexer;
using attache::schema::Error;
using attache::schema::ErrorCode;

int fail(ErrorCode code, std::string_view message, std::string_view hint) {
  attache::schema::say("attache-index: {}\n", attache::schema::printable(message));
  if (!hint.empty()) attache::schema::say("  {}\n", attache::schema::printable(hint));
  return attache::schema::exit_status(code);
}

// What an article needs and frees, the next one needs again: given back to the system at once, it would be had again page by page.
void keep_freed_memory_a_while() {
#ifdef ATTACHE_MIMALLOC
  constexpr long kKeptMs = 500;
  mi_option_set(mi_option_decommit_delay, kKeptMs);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory_a_while();
  attache::schema::hold_standard_streams();
  ::umask(0077);  // an archive is its owner's alone
  watch_stop_signals();
  try {
    start_isolation();  // before there is a second thread
    return CommandLine().run(argc, argv);
  } catch (const Stopped&) {
    attache::schema::say("stopped; what was saved stays, and the same command goes on from there\n");
    return stop_exit_status();
  } catch (const Error& e) {
    if (stop_signal() && e.code() == ErrorCode::Locked) return stop_exit_status();
    return fail(e.code(), e.what(), e.hint());
  } catch (const Xapian::Error& e) {
    return fail(ErrorCode::Damaged, e.get_description(), "attache-index check says what is damaged");
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::Output, "out of memory", "");
  } catch (const std::exception& e) {
    return fail(ErrorCode::Output, e.what(), "");
  }
}
