// The functions of threads that Rust's standard library names, for a C library without threads: attributes can be set,
// but no thread can be started. So `std::thread::spawn` fails with `ErrorKind::Unsupported`.

#include <errno.h>

// Opaque here: nothing is ever kept in them.
struct attributes;
struct thread;

int pthread_attr_init(struct attributes *attributes) {
    (void)attributes;
    return 0;
}

int pthread_attr_destroy(struct attributes *attributes) {
    (void)attributes;
    return 0;
}

int pthread_attr_setstacksize(struct attributes *attributes, unsigned long size) {
    (void)attributes, (void)size;
    return 0;
}

int pthread_create(struct thread **thread, const struct attributes *attributes, void *(*start)(void *), void *argument) {
    (void)thread, (void)attributes, (void)start, (void)argument;
    return ENOTSUP;
}

// There is no thread that these could be called for.
int pthread_join(struct thread *thread, void **result) {
    (void)thread, (void)result;
    return ENOTSUP;
}

int pthread_detach(struct thread *thread) {
    (void)thread;
    return ENOTSUP;
}
