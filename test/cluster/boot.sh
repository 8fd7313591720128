# Boots a machine from Debian's folder ($1) over its own disk ($2), as the first process of namespaces of its own. It waits for its cables before systemd starts.
set -e
cd "$2"
mount -t overlay -o "lowerdir=$1,upperdir=upper,workdir=work" overlay root
cd root
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
for memory in "0755 run" "1777 tmp" "0755 dev"; do mount -t tmpfs -o "mode=${memory% *}" tmpfs "${memory#* }"; done
for device in null zero full random urandom tty; do : >dev/$device; mount --bind /dev/$device dev/$device; done
for link in fd: stdin:/0 stdout:/1 stderr:/2; do ln -s "/proc/self/fd${link#*:}" "dev/${link%:*}"; done
# Without the mode of /dev/shm PostgreSQL finds no shared memory, and Patroni never promotes.
mkdir dev/shm dev/pts
mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount --bind ../data var/lib/postgresql
mkdir -p usr/lib/panoh
mount --bind "$3" usr/lib/panoh
mount -o remount,bind,ro usr/lib/panoh
read -r cabled
[ "$cabled" = cabled ]
mkdir -p mnt
pivot_root . mnt
umount -l /mnt
export container=panoh-test
exec /usr/lib/systemd/systemd --log-target=journal --show-status=0 </dev/null
