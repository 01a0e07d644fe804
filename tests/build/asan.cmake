# Everything under AddressSanitizer and UndefinedBehaviorSanitizer, with the standard library's own assertions:
#
#   cmake -C tests/build/asan.cmake -S . -B build-asan -G Ninja && ninja -C build-asan
#   ASAN_OPTIONS=new_delete_type_mismatch=0 ctest --test-dir build-asan
#
# A finding ends the program that has it, so that its test fails. The option is for Xapian 1.4.22, whose Database::check
# deletes a table under another type than it made it.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g" CACHE STRING "")
set(CMAKE_CXX_FLAGS
    "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS"
    CACHE STRING "")
