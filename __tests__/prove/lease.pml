/*
 * The lease as a protocol: what src/leases and the stages that use it promise, in git and on a host. Explored
 * exhaustively for three jobs by lease-model.test.ts, which also takes each guard away in turn (`mutant`): each of
 * these must break the property that the test names.
 *
 * What runs without a break (`atomic`) is one request as a server carries it out, or one look at an answer, with
 * what the job then does on its own disk. Between two of these a job may sleep for as long as it likes. So there
 * is no clock: a holding may be over at any step, but for a window (`busy`). That is the assumption about time:
 *   A holding lives much longer than it takes from the *making* of a renewal (not from the answer to its push)
 *   to the end of what it was renewed for: a proof, or a refresh and the storing of what came of it.
 * And one about people: nobody logs in within the moment in which a job compares and writes.
 *
 * Each run is given: JOBS, how many; FAULTS, how many pushes may have no answer; EVENTS, 1 if a person may log in
 * once, or the store lose what it has; NO_TIME, 1 if no holding ends by time, only with its job, which the API
 * knows; BOLD, 1 if OpenAI may refuse a generation for good, and a job may try one all the same that may be spent;
 * MUTANT; and STORE: readable; or secret, which can't be read back, so that a job has only the copy that it was queued
 * with, and sees by the date that somebody else has written; or host: the file that Codex itself saves, read under the
 * lease, which is free as soon as job and Codex are dead (NO_TIME, no FAULTS).
 */
#define SECRET (STORE == secret)
#define HOST (STORE == host)
#define mutant(name) (MUTANT == name)
mtype = {
    readable, secret, host, YES, NO, NONE /* answered a push */, none, /* The mutants: */
    BLIND_ACQUIRE, BLIND_ANNOUNCE, BLIND_RELEASE, BLIND_STORE, /* written without a look at what is there */
    NO_REREAD, NO_MARK_CHECK, NO_NOTE_CHECK, /* of the store under the lease; of the register */
    NO_MARK_LEFT, NOTE_ALONE,                /* no new mark with the release, with the announcement */
    LOST_IS_DONE, LOST_IS_FAILED,            /* a push without an answer counts as good, as refused */
    TAKES_LIVE, NEVER_TAKES,                 /* nobody asks whether the holder lives; nobody replaces one */
    OWN_CLOCK,                               /* one job goes by its own clock, which is far ahead of the server's */
    PROOF_UNHELD, POST_UNHELD, SEED_UNHELD,  /* written without the lease: a proof, by post, a seed at the start */
    POST_FORGETS,                            /* a refresh that left no trace counts as none, for post */
    LOST_IS_UNSPENT, HOST_FORGETS,           /* the same for main; no note on a host */
    REFUSAL_FORGOTTEN, NO_REFUSAL_CHECK,     /* a refusal counts as unspent; is not looked for */
    TRY_SETTLES                              /* a doubt ends because it was tried once more, and nothing came of it */
}
#define NOBODY JOBS
#define me _pid
#define has(set, j) ((set >> (j)) & 1)
#define with(set, j) (set | (1 << (j)))
#define without(set, j) (set & ~(1 << (j)))
#define when(c, a, b) ((c) * (a) + !(c) * (b)) /* c -> a : b, which spin takes for no argument of an inline */
#define newer(a, b) when((a) > (b), a, b)

/* The register. A generation is a number, in the order of their instants; 0 is none. */
byte holder = NOBODY, mark;
byte note; /* `spending`: announced, and nobody has said since what became of it */
byte refused; /* by OpenAI, for good; a later mark ends it */
/* No two states are the same commit, so compare-and-swap is two bits for each job: is the register as the job
 * read it last (`base`), is it what the job's push in hand makes of it (`ours`)? Any change ends all of them. */
byte base, ours;
/* Pushes under way that their sender has given up; `orphan`: its stage was killed since. Any change ends them, too. */
typedef Push { byte holder, mark, note, refused };
Push late[JOBS];
byte sent, sent_busy, orphan, faults = FAULTS;

byte store = 1, login = 1 /* `auth-json` */, newest = 1, ever = 1 /* stored */;
byte spent, told; /* sets of generations; `told`: a job was refused it, and has said so */
byte busy, over /* a set of jobs, as the API knows it */, writing, queued;

/* What must never be. The checker's message says which it was. ONLY: a mutant is to break this one. */
hidden byte spent_twice, refused_twice, refreshed_without_lease, older_over_newer, mark_ahead_of_store, turned_away_in_vain,
            waits_for_itself, ends_as_holder;
#ifdef ONLY
#define must_not(be, unless) be = !(unless); assert(!ONLY)
#else
#define must_not(be, unless) be = !(unless); assert(!be)
#endif

#define gone(j) (has(over, j) || (!NO_TIME && !has(busy, j)))
#define takeable (holder == NOBODY || mutant(TAKES_LIVE) || (mutant(OWN_CLOCK) && me == 0) || \
                  (gone(holder) && !mutant(NEVER_TAKES)))

hidden byte i, to, m0, n0, r0, o, w; hidden mtype answer; /* for the moment */

/* The server carries out a push. */
inline land(by, holder1, mark1, note1, refused1, window1, orphan1) {
    holder = holder1; mark = mark1; note = note1; refused = when(mark1 > refused1, 0, refused1);
    base = 0; ours = when(orphan1, 0, 1 << by); busy = when(window1, with(busy, by), busy);
    sent = 0; sent_busy = 0; orphan = 0; i = 0;
    do :: i < JOBS -> late[i].holder = 0; late[i].mark = 0; late[i].note = 0; late[i].refused = 0; i++ :: else -> i = 0; break od;
    must_not(mark_ahead_of_store, mark <= newer(ever, login))
}
inline reads() { base = with(base, me); ours = without(ours, me) }
inline wins() { base = when(has(ours, me), with(base, me), base); ours = without(ours, me); m = mark; n = note; r = refused }

/* A push may stay without an answer: it got through, or it didn't, or it will later. */
inline sends(holder0, mark0, note0, refused0, window, blindly) {
    if
    :: has(base, me) || blindly ->
       if
       :: land(me, holder0, mark0, note0, refused0, window, 0); answer = YES
       :: faults > 0 -> faults--; land(me, holder0, mark0, note0, refused0, window, 0); answer = NONE
       :: faults > 0 -> faults--; answer = NONE
       :: faults > 0 && !has(sent, me) -> faults--; answer = NONE;
          sent = with(sent, me); sent_busy = when(window, with(sent_busy, me), sent_busy);
          late[me].holder = holder0; late[me].mark = mark0; late[me].note = note0; late[me].refused = refused0
       fi
    :: !has(base, me) && has(ours, me) && !blindly -> answer = NONE /* refused, since it has come late itself */
    :: else -> answer = NO; if :: true :: mutant(LOST_IS_DONE) && faults > 0 -> faults--; answer = NONE fi
    fi
}
/* Then, and after a refusal, the ref itself is read. NONE: it is as it was. */
inline reads_back() {
    base = when(mutant(LOST_IS_DONE), without(base, me), base);
    if
    :: mutant(LOST_IS_DONE) || (has(ours, me) && !mutant(LOST_IS_FAILED)) -> answer = YES
    :: !has(ours, me) && has(base, me) && !mutant(LOST_IS_FAILED) -> answer = NONE
    :: else -> answer = NO
    fi
}
/* Puts a state in the place of the one read last; goes to `lost` where another was faster. */
#define push(holder0, mark0, note0, refused0, window, blindly, lost) \
    do \
    :: atomic { \
           sends(holder0, mark0, note0, refused0, window, blindly); \
           if :: answer == YES -> wins(); break :: answer == NO -> goto lost :: answer == NONE fi \
       } \
       atomic { \
           reads_back(); \
           if \
           :: answer == YES -> wins(); break :: answer == NO -> goto lost \
           :: answer == NONE /* once more, with the same commit */ \
           :: !posting -> goto killed :: goto crashed \
           fi \
       } \
    od

#define storable(v) (mutant(BLIND_STORE) || when(SECRET, store == seen, v >= store))
inline window_ends() { busy = without(busy, me); m = 0; n = 0; r = 0 }
/* Compares, then writes, and ends the window; goes to `failed` where that fails, or something newer is there. */
#define put(v, failed, unknown) \
    atomic { \
        if :: storable(v) -> writing++ :: !storable(v) -> window_ends(); goto failed :: goto crashed fi \
    }; \
    atomic { \
        writing--; window_ends(); \
        if :: must_not(older_over_newer, bold || v >= ever); store = v; ever = v :: goto failed fi; \
        if :: true :: goto unknown :: goto crashed fi \
    }

active [JOBS] proctype Job() {
    byte gen;  /* the login on its disk */
    byte m, n, r; /* mark, note and refusal, as it last knew them */
    bool bold; /* tries what may be spent */
    byte seen; /* the secret's date, by what was in it then */
    bool posting;

    /* Restored, or queued: maybe long ago. Jobs are alike, so that they begin in this order loses nothing. */
    atomic {
        queued == me -> queued++; gen = newer(store, login);
        if :: mutant(SEED_UNHELD) && gen > store :: else -> goto acquire fi
    };
    put(gen, acquire, crashed);
acquire:
    atomic { holder == me || takeable -> must_not(waits_for_itself, holder != me); reads() }; /* polls until then */
    push(me, mark, note, refused, 0, mutant(BLIND_ACQUIRE), acquire); /* by compare-and-swap, mark and note are what was read */
    atomic { /* another may have stored a newer one meanwhile */
        gen = when(SECRET || mutant(NO_REREAD), gen, when(HOST, store, newer(gen, store)));
        if
        :: gen < m && !mutant(NO_MARK_CHECK) -> /* stale: spent already */
           must_not(turned_away_in_vain, SECRET || store < m); m = 0; n = 0; r = 0; goto give_back
        :: gen >= m && gen == r && !mutant(NO_REFUSAL_CHECK) -> /* refused: whatever the job was told */
           m = 0; n = 0; r = 0; goto give_back
        :: gen >= m && gen == n && (gen != r || mutant(NO_REFUSAL_CHECK)) && !mutant(NO_NOTE_CHECK) -> /* maybe spent */
           m = 0; n = 0; r = 0;
           if :: goto give_back /* the note stays */ :: BOLD -> bold = true fi
        :: else -> m = 0; n = 0; r = 0
        fi;
        if
        :: !mutant(PROOF_UNHELD) && !HOST :: mutant(PROOF_UNHELD) -> goto proof
        :: HOST -> goto announcement /* the proof writes nothing of the login */
        :: goto give_back /* no longer due, or main is killed: post gives it back */
        :: goto crashed
        fi
    };
    push(me, mark, note, refused, true, false, ended); /* renewed, for a proof writes */
proof:
    if
    :: atomic { SECRET -> seen = store; window_ends(); if :: true :: goto crashed fi } /* by a secret of its own */
    :: !SECRET -> put(gen, give_back, crashed)                                         /* by what is there, again */
    fi;
    /* The mark goes with it: the next one replaces the note while a third job still has this. */
announcement:
    push(me, when(mutant(NOTE_ALONE), mark, gen), when(HOST && mutant(HOST_FORGETS), 0, gen), refused, true, mutant(BLIND_ANNOUNCE), ended);
    atomic { /* Codex refreshes; it goes on alone if main is killed, and saves or doesn't */
        if :: true :: goto crashed fi;
        must_not(spent_twice, bold || !has(spent, gen));
        must_not(refused_twice, !has(told, gen));
        must_not(refreshed_without_lease, holder == me);
        if
        :: !has(spent, gen) -> spent = with(spent, gen); newest++; gen = newest
        :: spent = with(spent, gen); newest++; /* the answer is lost: nobody knows */
           if :: goto killed :: goto unknown :: goto crashed fi
        :: if :: goto killed :: goto unknown fi /* it was never sent: nobody knows that either */
        :: window_ends(); goto unspent /* the endpoint had an error, and Codex says so */
        :: BOLD -> window_ends(); goto refusal
        fi;
        if :: HOST -> must_not(older_over_newer, gen >= ever); store = gen; ever = gen :: !HOST fi;
        if :: true :: HOST -> window_ends(); posting = true; goto stored :: !HOST -> goto unsaved :: goto crashed fi
    };
    if :: atomic { HOST -> window_ends() } :: !HOST -> put(gen, unsaved, unsaved) fi;
    push(NOBODY, when(mutant(NO_MARK_LEFT), mark, gen), 0, refused, 0, mutant(BLIND_RELEASE), ended);
    goto ended;
unspent:
    push(NOBODY, mark, when(bold && !mutant(TRY_SETTLES), note, 0), refused, 0, false, ended);
    goto ended;
refusal:
    push(NOBODY, mark, 0, when(mutant(REFUSAL_FORGOTTEN), refused, gen), 0, false, ended);
    told = with(told, gen);
    goto ended;
unknown:
    window_ends();
    push(NOBODY, mark, when(mutant(LOST_IS_UNSPENT), 0, note), refused, 0, false, ended);
    goto ended;
give_back:
    push(NOBODY, mark, note, refused, 0, false, ended);
    goto ended;

unsaved: /* Post, when Codex has ended and left a login that isn't stored: post becomes the holder again. */
    atomic { posting = true; window_ends() };
again:
    atomic {
        holder == me || takeable || mutant(POST_UNHELD) -> reads();
        if :: mutant(POST_UNHELD) -> m = mark; goto compare :: else fi
    };
    push(me, mark, note, refused, true, false, again);
compare:
    atomic { if :: gen > m :: gen <= m -> window_ends(); goto leave fi };
    put(gen, leave, crashed);
stored:
    atomic { if :: holder == me -> reads() :: holder != me -> goto ended fi };
    push(NOBODY, gen, 0, refused, 0, false, stored);
    goto ended;
killed: /* Post, when Codex has ended and left nothing new, whatever it did. */
    atomic { posting = true; window_ends(); orphan = orphan | (sent & (1 << me)) };
leave: /* refused if an older push of main's comes in between: then once more */
    atomic { if :: holder == me -> reads() :: holder != me -> goto ended fi };
    push(NOBODY, mark, when(mutant(POST_FORGETS), 0, note), refused, 0, false, leave);
ended:
    atomic { must_not(ends_as_holder, posting || holder != me); goto crashed };
crashed:
    atomic {
        window_ends(); base = without(base, me); ours = without(ours, me); orphan = orphan | (sent & (1 << me));
        over = when(NO_TIME, with(over, me), over); /* needn't be known where time tells it as well */
        gen = 0; m = 0; n = 0; r = 0; seen = 0; posting = false; bold = false
    }
}

/* Brings what its sender has given up. */
active proctype Network() {
    byte j;
end:
    do
    :: atomic {
           sent != 0 -> if :: has(sent, 0) -> j = 0 :: has(sent, 1) -> j = 1 :: has(sent, 2) -> j = 2 fi;
           to = late[j].holder; m0 = late[j].mark; n0 = late[j].note; r0 = late[j].refused; o = has(orphan, j); w = has(sent_busy, j) && !o;
           land(j, to, m0, n0, r0, w, o); j = 0
       }
    od
}

/* Once, at any time: a person logs in, or the store loses what it has (the cache's entry is evicted). */
active proctype Outside() {
end:
    atomic {
        EVENTS && writing == 0;
        if
        :: SECRET -> newest++; store = newest; ever = newest
        :: STORE == readable -> newest++; login = newest
        :: STORE == readable -> store = 0
        :: HOST && holder == NOBODY -> newest++; store = newest; ever = newest /* under the lease, too */
        :: HOST -> skip
        fi
    }
}
