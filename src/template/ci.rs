//! Ready-made files for services and servers, printed by `carnet guard --print`.

/// The hook of a server of one's own: `hooks/pre-receive` in the bare repository.
pub const PRE_RECEIVE: &str = include_str!("../../data-template/ci/pre-receive");

/// `.github/workflows/carnet.yml`.
pub const GITHUB: &str = include_str!("../../data-template/ci/github.yml");

/// `.github/workflows/carnet-guard.yml`: apart, so that no event skips its job.
pub const GITHUB_GUARD: &str = include_str!("../../data-template/ci/github-guard.yml");

/// `.gitlab-ci.yml`.
pub const GITLAB: &str = include_str!("../../data-template/ci/gitlab.yml");

/// `.pre-commit-config.yaml`.
pub const PRE_COMMIT: &str = include_str!("../../data-template/ci/pre-commit-config.yaml");
