cd /work/wt/health
export SAMANTHA_HOME=$PWD
date
dotnet build bench/Samantha.Bench -c Release -v quiet --nologo -clp:NoSummary -p:RunAnalyzers=true 2>&1 | sort -u | head -20
timeout 200 dotnet artifacts/bin/Samantha.Bench/release/Samantha.Bench.dll health 2>&1 | cut -c1-190
date
dotnet build tests/Samantha.Chains.Tests -c Release -v quiet --nologo -clp:NoSummary -p:RunAnalyzers=true 2>&1 | sort -u | head -20
dotnet test tests/Samantha.Chains.Tests -c Release --no-build --nologo --logger "console;verbosity=normal" --filter "FullyQualifiedName~Health|FullyQualifiedName~ChainJson|FullyQualifiedName~ChainFile|FullyQualifiedName~Sessions" 2>&1 | grep -v "^   at \|  Passed \|Stack Trace" | head -150
date
