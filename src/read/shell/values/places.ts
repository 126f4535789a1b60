/** What a path may begin with: the folder of the script, or the one in which it runs. No variable is called so. */
export const FOLDER = 'the folder of the script';
export const WORKING = 'the folder in which it runs';

/** How scripts name the folder in which they stand: `$(dirname "$0")`, `$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)`, `${0%/*}`. */
export const FOLDER_OF_SCRIPT = /^(?:\$\(|`)\s*(?:cd\s+(?:--\s+)?(?:-P\s+)?"?\$\(\s*)?dirname\s+(?:--\s+)?"?\$(?:0|\{0\}|\{?BASH_SOURCE(?:\[0\])?\}?)"?\s*(?:\)"?\s*(?:>\s*\/dev\/null\s*)?(?:2>&1\s*)?(?:&&|;)\s*pwd(?:\s+-P)?\s*)?[)`]$|^\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}$/u;

/** Variables that name the checked-out repository, or the folder in which the shell is. Nobody sets them. */
export const workingFolders: ReadonlySet<string> = new Set(['PWD', 'GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'CODEBUILD_SRC_DIR']);
