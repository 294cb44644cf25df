// Many tests wait for a limit of time to strike, or for an interpreter to start: two cores have time for three of them.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
