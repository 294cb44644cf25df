namespace Samantha.Sandbox.Seccomp;

/// <summary>
/// The table behind <see cref="SyscallTable"/>: name, number on x86-64, number on 64-bit ARM, "-" where there is none.
/// </summary>
internal static class SyscallNumbers
{
    public const string Rows = """
        mount 165 40
        umount2 166 39
        pivot_root 155 41
        chroot 161 51
        setns 308 268
        unshare 272 97
        open_tree 428 428
        move_mount 429 429
        fsopen 430 430
        fsconfig 431 431
        fsmount 432 432
        fspick 433 433
        mount_setattr 442 442
        ptrace 101 117
        process_vm_readv 310 270
        process_vm_writev 311 271
        process_madvise 440 440
        kcmp 312 272
        pidfd_getfd 438 438
        bpf 321 280
        perf_event_open 298 241
        userfaultfd 323 282
        io_uring_setup 425 425
        io_uring_enter 426 426
        io_uring_register 427 427
        add_key 248 217
        request_key 249 218
        keyctl 250 219
        kexec_load 246 104
        kexec_file_load 320 294
        init_module 175 105
        finit_module 313 273
        delete_module 176 106
        open_by_handle_at 304 265
        name_to_handle_at 303 264
        fanotify_init 300 262
        swapon 167 224
        swapoff 168 225
        reboot 169 142
        acct 163 89
        quotactl 179 60
        quotactl_fd 443 443
        nfsservctl 180 42
        syslog 103 116
        iopl 172 -
        ioperm 173 -
        modify_ldt 154 -
        settimeofday 164 170
        clock_settime 227 112
        adjtimex 159 171
        clock_adjtime 305 266
        sethostname 170 161
        setdomainname 171 162
        vhangup 153 58
        lookup_dcookie 212 18
        move_pages 279 239
        migrate_pages 256 238
        memfd_create 319 279
        memfd_secret 447 447
        shmget 29 194
        msgget 68 186
        semget 64 190
        clone 56 220
        clone3 435 435
        socket 41 198
        socketpair 53 199
        ioctl 16 29
        """;
}
