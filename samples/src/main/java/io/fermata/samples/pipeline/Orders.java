package io.fermata.samples.pipeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The database: orders, and an invoice for each that was worked off.
 *
 * <p>Ordinary blocking JDBC. Thread: any, but never the loop's; each call takes a connection of the
 * pool.
 */
final class Orders implements AutoCloseable {
  private final JdbcConnectionPool pool;

  private Orders(JdbcConnectionPool pool) {
    this.pool = pool;
  }

  /** Opens the database and makes its tables if they are not there. */
  static Orders open(String url) throws SQLException {
    Orders orders = new Orders(JdbcConnectionPool.create(url, "sa", ""));
    orders.execute(
        """
        create table if not exists orders (id int primary key, pieces int not null);
        create table if not exists invoices (order_id int not null, cents bigint not null);
        create index if not exists invoice_of on invoices (order_id);
        """);
    return orders;
  }

  /** Adds orders until there are {@code count}. */
  void fill(int count) throws SQLException {
    execute(
        """
        insert into orders
        select x, 1 + mod(x * 7, 10) from system_range(1, %d)
        where x not in (select id from orders)
        """
            .formatted(count));
  }

  /** Up to {@code limit} orders behind {@code id} that have no invoice, by their ids. */
  List<Order> open(int id, int limit) throws SQLException {
    String sql =
        """
        select id, pieces from orders
        where id > ? and id not in (select order_id from invoices)
        order by id fetch first ? rows only
        """;
    try (Connection connection = pool.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, id);
      query.setInt(2, limit);
      List<Order> orders = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          orders.add(new Order(rows.getInt(1), rows.getInt(2)));
        }
      }
      return orders;
    }
  }

  /** Writes the invoice of an order. */
  void invoice(Order order, long cents) throws SQLException {
    String sql = "insert into invoices (order_id, cents) values (?, ?)";
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setInt(1, order.id());
      insert.setLong(2, cents);
      insert.executeUpdate();
    }
  }

  /** Counts what is in the database now. */
  Count count() throws SQLException {
    String sql =
        """
        select (select count(*) from orders),
               (select count(distinct order_id) from invoices),
               (select count(*) from orders where id not in (select order_id from invoices)),
               (select count(*) - count(distinct order_id) from invoices)
        """;
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Count(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Closes the connections; with the last of them H2 closes the database. */
  @Override
  public void close() {
    pool.dispose();
  }

  /**
   * @param orders how many there are
   * @param invoiced how many of them have an invoice
   * @param open how many have none
   * @param twice how many invoices there are too many
   */
  record Count(int orders, int invoiced, int open, int twice) {}
}
