# Everything under AddressSanitizer and UndefinedBehaviorSanitizer, with the standard library's own assertions:
#
#   cmake -C tests/build/asan.cmake -S . -B build-asan -G Ninja && ninja -C build-asan && ctest --test-dir build-asan
#
# A finding ends the program that has it, so that its test fails.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g" CACHE STRING "")
set(CMAKE_CXX_FLAGS
    "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS"
    CACHE STRING "")
